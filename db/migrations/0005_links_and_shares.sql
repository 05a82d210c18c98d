CREATE TABLE "link_callbacks" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"product_id" text NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject" text NOT NULL,
	"consent_event_id" uuid,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "share_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
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
	"approved_at" timestamp with time zone,
	CONSTRAINT "share_links_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "link_callbacks_once" ON "link_callbacks" USING btree ("company_id","product_id","kind","subject");--> statement-breakpoint
CREATE INDEX "share_links_company" ON "share_links" USING btree ("company_id","created_at" DESC NULLS LAST);