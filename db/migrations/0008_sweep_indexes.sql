CREATE INDEX "connection_events_reconfirmed" ON "connection_events" USING btree ("at") WHERE kind = 'reconfirmed';--> statement-breakpoint
CREATE INDEX "connections_banks" ON "connections" USING btree (coalesce(authorised_at, first_linked_at)) WHERE source_type = 'Banking';--> statement-breakpoint
CREATE INDEX "connections_banks_lost" ON "connections" USING btree ("company_id") WHERE source_type = 'Banking' and state = 'Deauthorized';--> statement-breakpoint
CREATE INDEX "consents_end" ON "consents" USING btree ("expires_at") WHERE standing in ('given', 'renewed', 'expiring', 'paused');--> statement-breakpoint
CREATE INDEX "consents_since" ON "consents" USING btree ("given_at") WHERE standing in ('given', 'renewed', 'expiring', 'paused');