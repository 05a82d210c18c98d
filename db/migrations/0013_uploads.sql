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
ALTER TABLE "connections" ADD COLUMN "is_upload" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "uploads" ADD CONSTRAINT "uploads_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "platform_requests_once" ON "platform_requests" USING btree ("company_id","product_id","source_type","name_key");--> statement-breakpoint
CREATE INDEX "platform_requests_name" ON "platform_requests" USING btree ("name_key");--> statement-breakpoint
CREATE INDEX "uploads_company" ON "uploads" USING btree ("company_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "uploads_once" ON "uploads" USING btree ("connection_id","sha256") WHERE outcome in ('sending', 'sent');