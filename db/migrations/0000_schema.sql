CREATE TABLE "api_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"products" text[],
	"scopes" text[] NOT NULL,
	"per_minute" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"replaced_by" text,
	"last_used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "decision_log" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"evaluation_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"key_id" text NOT NULL,
	"question" jsonb NOT NULL,
	"decision" boolean NOT NULL,
	"context" jsonb NOT NULL,
	CONSTRAINT "decision_log_evaluation_id_unique" UNIQUE("evaluation_id")
);
--> statement-breakpoint
CREATE TABLE "codat_cache" (
	"key" text PRIMARY KEY NOT NULL,
	"body" jsonb NOT NULL,
	"fetched_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connection_events" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"by" text,
	"on_request" jsonb,
	"organisation" text
);
--> statement-breakpoint
CREATE TABLE "connection_polls" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"is_answered" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connections" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"company_id" uuid NOT NULL,
	"platform_key" text NOT NULL,
	"platform_name" text NOT NULL,
	"source_type" text NOT NULL,
	"source_id" text,
	"codat_connection_id" uuid,
	"state" text NOT NULL,
	"is_upload" boolean DEFAULT false NOT NULL,
	"organisation" text,
	"organisation_id" text,
	"accounts" text,
	"name_read_at" timestamp with time zone,
	"failure_code" text,
	"failure_text" text,
	"failed_at" timestamp with time zone,
	"authorised_at" timestamp with time zone,
	"first_linked_at" timestamp with time zone,
	"last_sync_at" timestamp with time zone,
	"checked_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "connections_codat_connection_id_unique" UNIQUE("codat_connection_id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"subject" text PRIMARY KEY NOT NULL,
	"idempotency_key" uuid NOT NULL,
	"attempts" integer NOT NULL,
	"claimed_until" timestamp with time zone NOT NULL,
	"codat_id" uuid
);
--> statement-breakpoint
CREATE TABLE "journeys" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"state_hash" text NOT NULL,
	"company_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"product_id" text NOT NULL,
	"connection_id" uuid NOT NULL,
	"share_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"returned_at" timestamp with time zone,
	"status_code" text,
	"outcome" text,
	"message" text,
	"organisation_hint" text,
	CONSTRAINT "journeys_state_hash_unique" UNIQUE("state_hash")
);
--> statement-breakpoint
CREATE TABLE "link_callbacks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"product_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"consent_event_id" uuid,
	"message" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "link_words" (
	"hash" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"product_version" integer NOT NULL,
	"language" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisation_checks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"company_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"name_before" text,
	"id_before" text,
	"name_after" text,
	"id_after" text,
	"about" text DEFAULT 'organisation' NOT NULL,
	"connected_by" text NOT NULL,
	"share_id" uuid,
	"asked_at" timestamp with time zone NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	"answered_by" uuid
);
--> statement-breakpoint
CREATE TABLE "share_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"seq" bigserial NOT NULL,
	"token_hash" text NOT NULL,
	"company_id" uuid NOT NULL,
	"product_id" text NOT NULL,
	"platform_key" text NOT NULL,
	"platform_name" text NOT NULL,
	"source_type" text NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone,
	"connection_id" uuid,
	"authorised_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"needs_approval" boolean NOT NULL,
	CONSTRAINT "share_links_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"number" integer PRIMARY KEY NOT NULL,
	"line" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "consent_events" (
	"position" bigserial PRIMARY KEY NOT NULL,
	"id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"product_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"body" json NOT NULL,
	"hash" text NOT NULL,
	"signature" text NOT NULL,
	"key_id" text NOT NULL,
	"inserted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consent_events_id_unique" UNIQUE("id"),
	CONSTRAINT "consent_events_seq" CHECK ("consent_events"."seq" > 0)
);
--> statement-breakpoint
CREATE TABLE "consent_snapshots" (
	"company_id" uuid NOT NULL,
	"product_id" text NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"basis" integer[] NOT NULL,
	"followed_by" integer,
	"signature" text NOT NULL,
	"key_id" text NOT NULL,
	CONSTRAINT "consent_snapshots_company_id_product_id_seq_pk" PRIMARY KEY("company_id","product_id","seq")
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"company_id" uuid NOT NULL,
	"product_id" text NOT NULL,
	"standing" text NOT NULL,
	"product_version" integer NOT NULL,
	"event_id" uuid NOT NULL,
	"event_seq" integer NOT NULL,
	"notice_hash" text NOT NULL,
	"given_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "consents_company_id_product_id_pk" PRIMARY KEY("company_id","product_id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"hash" text PRIMARY KEY NOT NULL,
	"product_id" text NOT NULL,
	"product_version" integer NOT NULL,
	"language" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "product_versions" (
	"product_id" text NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"asks_since" integer DEFAULT 1 NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "product_versions_product_id_version_pk" PRIMARY KEY("product_id","version")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"id" text PRIMARY KEY NOT NULL,
	"current_version" integer NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"product_id" text NOT NULL,
	"event_id" uuid NOT NULL,
	"key_id" text NOT NULL,
	"event_hash" text NOT NULL,
	"persons" uuid[] NOT NULL,
	"jws" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "receipts_event_id_unique" UNIQUE("event_id")
);
--> statement-breakpoint
CREATE TABLE "deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"subscriber_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"enqueued_at" timestamp with time zone DEFAULT now() NOT NULL,
	"acknowledged_at" timestamp with time zone,
	"acknowledgement" text
);
--> statement-breakpoint
CREATE TABLE "delivery_attempts" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"delivery_id" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"ms" integer NOT NULL,
	"outcome" text NOT NULL,
	"status" integer
);
--> statement-breakpoint
CREATE TABLE "subscribers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"types" text[],
	"products" text[],
	"state" text DEFAULT 'active' NOT NULL,
	"problem" text,
	"secret" text NOT NULL,
	"previous_secret" text,
	"previous_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "subscribers_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "companies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"issuer" text,
	"external_id" text,
	"codat_company_id" uuid,
	"codat_settings_key" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "companies_codat_company_id_unique" UNIQUE("codat_company_id")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" uuid NOT NULL,
	CONSTRAINT "identities_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "issuer_logouts" (
	"id" text PRIMARY KEY NOT NULL,
	"sid" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"user_id" uuid NOT NULL,
	"company_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memberships_user_id_company_id_pk" PRIMARY KEY("user_id","company_id")
);
--> statement-breakpoint
CREATE TABLE "person_keys" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"wrapped" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" uuid NOT NULL,
	"company_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone NOT NULL,
	"method" text NOT NULL,
	"identified_at" timestamp with time zone NOT NULL,
	"acr" text,
	"amr" text[] DEFAULT '{}' NOT NULL,
	"issuer_sid" text,
	CONSTRAINT "sessions_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "sign_in_links" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"mailbox" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_views" (
	"company_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"day" date DEFAULT current_date NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"what" text NOT NULL,
	CONSTRAINT "staff_views_company_id_staff_id_day_what_pk" PRIMARY KEY("company_id","staff_id","day","what")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"suggested_business_name" text,
	"is_email_verified" boolean DEFAULT false NOT NULL,
	"is_staff" boolean DEFAULT false NOT NULL,
	"issuer_signed_in_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "progress_polls" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	"is_answered" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "read_progress" (
	"company_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"data_type" text NOT NULL,
	"status" text NOT NULL,
	"sync_id" text,
	"last_read_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "read_progress_connection_id_data_type_pk" PRIMARY KEY("connection_id","data_type")
);
--> statement-breakpoint
CREATE TABLE "call_budget" (
	"day" date PRIMARY KEY NOT NULL,
	"calls" integer NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"minute_calls" integer NOT NULL,
	"paused_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reconciliation_schedule" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"held_until" timestamp with time zone,
	"reconciled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "reconciliations" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"connection_id" uuid,
	"found" text NOT NULL,
	"done" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "help_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"dedupe" text NOT NULL,
	"company_id" uuid,
	"user_id" uuid,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"mailbox" text NOT NULL,
	"message" text NOT NULL,
	"page" text,
	"language" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "help_requests_reference_unique" UNIQUE("reference"),
	CONSTRAINT "help_requests_dedupe_unique" UNIQUE("dedupe")
);
--> statement-breakpoint
CREATE TABLE "platform_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"company_id" uuid NOT NULL,
	"product_id" text NOT NULL,
	"source_type" text NOT NULL,
	"name" text NOT NULL,
	"name_key" text NOT NULL,
	"note" text,
	"by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "uploads" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"company_id" uuid NOT NULL,
	"product_id" text NOT NULL,
	"source_type" text NOT NULL,
	"connection_id" uuid,
	"batch" uuid NOT NULL,
	"name" text NOT NULL,
	"bytes" integer NOT NULL,
	"sha256" text,
	"outcome" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "demo_clock" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"offset_ms" bigint NOT NULL,
	"reached_ms" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"lane" text NOT NULL,
	"job" jsonb NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"run_at" timestamp with time zone DEFAULT now() NOT NULL,
	"not_before" timestamp with time zone,
	"leased_until" timestamp with time zone,
	"problem" text,
	"request_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"company_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"facts" jsonb NOT NULL,
	"dedupe" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"held_until" timestamp with time zone,
	"sent_at" timestamp with time zone,
	CONSTRAINT "mails_dedupe_unique" UNIQUE("dedupe")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"company_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"product_id" text,
	"connection_id" uuid,
	"facts" jsonb NOT NULL,
	"dedupe" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"dismissed_at" timestamp with time zone,
	CONSTRAINT "notifications_dedupe_unique" UNIQUE("dedupe")
);
--> statement-breakpoint
CREATE TABLE "webhook_events" (
	"id" text PRIMARY KEY NOT NULL,
	"position" bigserial NOT NULL,
	"event_type" text NOT NULL,
	"codat_company_id" uuid,
	"body" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone,
	"outcome" text
);
--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journeys" ADD CONSTRAINT "journeys_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation_checks" ADD CONSTRAINT "organisation_checks_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_versions" ADD CONSTRAINT "product_versions_product_id_products_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."products"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_subscriber_id_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."subscribers"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery_attempts" ADD CONSTRAINT "delivery_attempts_delivery_id_deliveries_id_fk" FOREIGN KEY ("delivery_id") REFERENCES "public"."deliveries"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "identities" ADD CONSTRAINT "identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_views" ADD CONSTRAINT "staff_views_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_views" ADD CONSTRAINT "staff_views_staff_id_users_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "read_progress" ADD CONSTRAINT "read_progress_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_keys_created" ON "api_keys" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "connection_events_connection" ON "connection_events" USING btree ("company_id","connection_id","id");--> statement-breakpoint
CREATE INDEX "connection_events_kind" ON "connection_events" USING btree ("company_id","connection_id","kind","at" DESC NULLS LAST,"id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "connection_events_time" ON "connection_events" USING btree ("company_id","connection_id","at","id");--> statement-breakpoint
CREATE INDEX "connection_events_reconfirmed" ON "connection_events" USING btree ("at") WHERE kind = 'reconfirmed';--> statement-breakpoint
CREATE INDEX "connections_company" ON "connections" USING btree ("company_id");--> statement-breakpoint
CREATE INDEX "connections_confirmed" ON "connections" USING btree (coalesce(authorised_at, first_linked_at)) WHERE state = 'Linked';--> statement-breakpoint
CREATE INDEX "connections_unfinished" ON "connections" USING btree ("created_at") WHERE state in ('PendingAuth', 'starting');--> statement-breakpoint
CREATE INDEX "connections_banks_lost" ON "connections" USING btree ("company_id") WHERE source_type = 'Banking' and state = 'Deauthorized';--> statement-breakpoint
CREATE UNIQUE INDEX "connections_one_start" ON "connections" USING btree ("company_id","platform_key") WHERE codat_connection_id is null;--> statement-breakpoint
CREATE INDEX "journeys_connection" ON "journeys" USING btree ("connection_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "link_callbacks_once" ON "link_callbacks" USING btree ("company_id","product_id","kind","subject");--> statement-breakpoint
CREATE UNIQUE INDEX "organisation_checks_open" ON "organisation_checks" USING btree ("connection_id") WHERE answer is null;--> statement-breakpoint
CREATE INDEX "organisation_checks_company" ON "organisation_checks" USING btree ("company_id","connection_id","asked_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "share_links_company" ON "share_links" USING btree ("company_id","product_id","seq" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "consent_events_chain" ON "consent_events" USING btree ("company_id","seq");--> statement-breakpoint
CREATE INDEX "consent_events_product" ON "consent_events" USING btree ("company_id","product_id","seq" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "consent_events_deleted" ON "consent_events" USING btree ("company_id") WHERE type = 'data_deleted';--> statement-breakpoint
CREATE INDEX "consent_snapshots_at" ON "consent_snapshots" USING btree ("company_id","product_id","at" DESC NULLS LAST,"seq" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "consent_snapshots_ended" ON "consent_snapshots" USING btree ("company_id","followed_by" DESC NULLS LAST) WHERE followed_by is not null;--> statement-breakpoint
CREATE INDEX "consents_product" ON "consents" USING btree ("product_id","company_id");--> statement-breakpoint
CREATE INDEX "consents_end" ON "consents" USING btree ("expires_at") WHERE standing in ('given', 'renewed', 'expiring', 'paused');--> statement-breakpoint
CREATE INDEX "consents_since" ON "consents" USING btree ("given_at") WHERE standing in ('given', 'renewed', 'expiring', 'paused');--> statement-breakpoint
CREATE INDEX "receipts_company" ON "receipts" USING btree ("company_id","product_id","issued_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "deliveries_pending" ON "deliveries" USING btree ("subscriber_id","company_id","seq") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "deliveries_dead" ON "deliveries" USING btree ("subscriber_id","company_id","seq") WHERE state = 'dead';--> statement-breakpoint
CREATE INDEX "delivery_attempts_delivery" ON "delivery_attempts" USING btree ("delivery_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "companies_external" ON "companies" USING btree ("issuer","external_id");--> statement-breakpoint
CREATE INDEX "companies_by_name" ON "companies" USING btree ((translate(replace(replace(replace(replace(lower(name), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'),
    'áàâäãåāçčéèêëēíìîïīñóòôöõøōśšúùûüūýÿžÁÀÂÄÃÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÖÕØŌŚŠÚÙÛÜŪÝŸŽ',
    'aaaaaaacceeeeeiiiiinooooooossuuuuuyyzaaaaaaacceeeeeiiiiinooooooossuuuuuyyz') collate "C"),"id");--> statement-breakpoint
CREATE INDEX "identities_user" ON "identities" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "issuer_logouts_sid" ON "issuer_logouts" USING btree ("sid");--> statement-breakpoint
CREATE INDEX "issuer_logouts_at" ON "issuer_logouts" USING btree ("at");--> statement-breakpoint
CREATE INDEX "memberships_company" ON "memberships" USING btree ("company_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_used" ON "sessions" USING btree ("used_at");--> statement-breakpoint
CREATE INDEX "sessions_issuer_sid" ON "sessions" USING btree ("issuer_sid");--> statement-breakpoint
CREATE INDEX "staff_views_staff" ON "staff_views" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "staff_views_latest" ON "staff_views" USING btree ("company_id","at");--> statement-breakpoint
CREATE INDEX "staff_views_day" ON "staff_views" USING btree ("day");--> statement-breakpoint
CREATE INDEX "rate_limits_expire" ON "rate_limits" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "read_progress_company" ON "read_progress" USING btree ("company_id");--> statement-breakpoint
CREATE INDEX "reconciliation_schedule_due" ON "reconciliation_schedule" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "reconciliation_schedule_reconciled" ON "reconciliation_schedule" USING btree ("reconciled_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "reconciliations_company" ON "reconciliations" USING btree ("company_id","id" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "help_requests_mailbox" ON "help_requests" USING btree ("mailbox","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "platform_requests_once" ON "platform_requests" USING btree ("company_id","product_id","source_type","name_key");--> statement-breakpoint
CREATE INDEX "platform_requests_name" ON "platform_requests" USING btree ("name_key");--> statement-breakpoint
CREATE INDEX "uploads_company" ON "uploads" USING btree ("company_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "uploads_once" ON "uploads" USING btree ("connection_id","sha256") WHERE outcome in ('sending', 'sent');--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("run_at") WHERE state = 'waiting' and not_before is null;--> statement-breakpoint
CREATE INDEX "jobs_lane" ON "jobs" USING btree ("lane","id") WHERE state = 'waiting' and not_before is null;--> statement-breakpoint
CREATE INDEX "jobs_planned" ON "jobs" USING btree ("not_before") WHERE state = 'waiting' and not_before is not null;--> statement-breakpoint
CREATE INDEX "jobs_lane_planned" ON "jobs" USING btree ("lane","not_before") WHERE state = 'waiting' and not_before is not null;--> statement-breakpoint
CREATE INDEX "jobs_request" ON "jobs" USING btree ("lane","request_id");--> statement-breakpoint
CREATE INDEX "jobs_endings" ON "jobs" USING btree ("lane",(job ->> 'connectionId'),"id" DESC NULLS LAST) WHERE job ->> 'kind' in ('unlink-connection', 'delete-connection');--> statement-breakpoint
CREATE INDEX "jobs_dead" ON "jobs" USING btree ("ended_at") WHERE state = 'dead';--> statement-breakpoint
CREATE INDEX "mails_company" ON "mails" USING btree ("company_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "notifications_company" ON "notifications" USING btree ("company_id","created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "webhook_events_waiting" ON "webhook_events" USING btree ("codat_company_id","position") WHERE applied_at is null;--> statement-breakpoint
CREATE INDEX "webhook_events_body" ON "webhook_events" USING btree ("received_at") WHERE applied_at is not null and body <> '';--> statement-breakpoint
CREATE INDEX "webhook_events_quota" ON "webhook_events" USING btree ("position" DESC NULLS LAST) WHERE event_type like 'client.rateLimit.%';
--> statement-breakpoint
-- Triggers of the append-only tables; `npm run db:generate` puts them behind the tables in the migration.
-- A written event can neither be changed nor deleted, by any role.
CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
--> statement-breakpoint
-- The server sets the time of insertion, so that a client cannot choose it.
CREATE FUNCTION stamp_ledger_event() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.inserted_at := clock_timestamp();
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER consent_events_stamp BEFORE INSERT ON "consent_events"
  FOR EACH ROW EXECUTE FUNCTION stamp_ledger_event();
--> statement-breakpoint
CREATE TRIGGER consent_events_append_only BEFORE UPDATE OR DELETE ON "consent_events"
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
CREATE TRIGGER consent_events_no_truncate BEFORE TRUNCATE ON "consent_events"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
CREATE TRIGGER notices_append_only BEFORE UPDATE OR DELETE ON "notices"
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
CREATE TRIGGER notices_no_truncate BEFORE TRUNCATE ON "notices"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
CREATE TRIGGER product_versions_append_only BEFORE UPDATE OR DELETE ON "product_versions"
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
CREATE TRIGGER product_versions_no_truncate BEFORE TRUNCATE ON "product_versions"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
CREATE TRIGGER receipts_append_only BEFORE UPDATE OR DELETE ON "receipts"
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
CREATE TRIGGER receipts_no_truncate BEFORE TRUNCATE ON "receipts"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
-- ALWAYS: a session that calls itself a replica does not get past them. The role without these rights is set up at every
-- start (db/ensure-app-role.ts), because a role belongs to the server and not to the database.
ALTER TABLE "consent_events" ENABLE ALWAYS TRIGGER consent_events_stamp, ENABLE ALWAYS TRIGGER consent_events_append_only, ENABLE ALWAYS TRIGGER consent_events_no_truncate;
--> statement-breakpoint
ALTER TABLE "notices" ENABLE ALWAYS TRIGGER notices_append_only, ENABLE ALWAYS TRIGGER notices_no_truncate;
--> statement-breakpoint
ALTER TABLE "product_versions" ENABLE ALWAYS TRIGGER product_versions_append_only, ENABLE ALWAYS TRIGGER product_versions_no_truncate;
--> statement-breakpoint
ALTER TABLE "receipts" ENABLE ALWAYS TRIGGER receipts_append_only, ENABLE ALWAYS TRIGGER receipts_no_truncate;
--> statement-breakpoint
-- When staff looked is the server's word too, and what was written down is not rewritten.
CREATE FUNCTION stamp_staff_look() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.at := clock_timestamp();
  NEW.day := (NEW.at AT TIME ZONE 'UTC')::date;
  RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER staff_views_stamp BEFORE INSERT ON "staff_views"
  FOR EACH ROW EXECUTE FUNCTION stamp_staff_look();
--> statement-breakpoint
CREATE TRIGGER staff_views_no_update BEFORE UPDATE ON "staff_views"
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
ALTER TABLE "staff_views" ENABLE ALWAYS TRIGGER staff_views_stamp, ENABLE ALWAYS TRIGGER staff_views_no_update;
--> statement-breakpoint
-- The only way in which the app's role deletes rows here: the oldest, in small batches, after a year at the earliest.
-- Each name is qualified, since a user who may create temporary tables could shadow one.
CREATE FUNCTION forget_staff_looks(days integer, most integer) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  gone integer;
BEGIN
  DELETE FROM "public"."staff_views" WHERE ctid IN (
    SELECT ctid FROM "public"."staff_views"
    WHERE day < (now() AT TIME ZONE 'UTC')::date - greatest(days, 365)
    ORDER BY day LIMIT greatest(most, 0) FOR UPDATE SKIP LOCKED
  );
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END
$$;
