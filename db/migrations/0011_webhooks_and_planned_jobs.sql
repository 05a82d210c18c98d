DROP INDEX "jobs_due";--> statement-breakpoint
DROP INDEX "jobs_lane";--> statement-breakpoint
ALTER TABLE "webhook_events" ALTER COLUMN "body" SET DATA TYPE text;--> statement-breakpoint
CREATE INDEX "jobs_planned" ON "jobs" USING btree ("not_before") WHERE state = 'waiting' and not_before is not null;--> statement-breakpoint
CREATE INDEX "jobs_lane_planned" ON "jobs" USING btree ("lane","not_before") WHERE state = 'waiting' and not_before is not null;--> statement-breakpoint
CREATE INDEX "webhook_events_quota" ON "webhook_events" USING btree ("position" DESC NULLS LAST) WHERE event_type like 'client.rateLimit.%';--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("run_at") WHERE state = 'waiting' and not_before is null;--> statement-breakpoint
CREATE INDEX "jobs_lane" ON "jobs" USING btree ("lane","id") WHERE state = 'waiting' and not_before is null;