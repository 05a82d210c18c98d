CREATE TABLE "help_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"reference" text NOT NULL,
	"dedupe" text NOT NULL,
	"company_id" uuid,
	"user_id" uuid,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"message" text NOT NULL,
	"page" text,
	"language" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "help_requests_reference_unique" UNIQUE("reference"),
	CONSTRAINT "help_requests_dedupe_unique" UNIQUE("dedupe")
);
--> statement-breakpoint
CREATE INDEX "help_requests_email" ON "help_requests" USING btree ("email","created_at");