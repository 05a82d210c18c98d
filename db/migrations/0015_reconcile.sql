CREATE TABLE "codat_looks" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"looked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "codat_spending" (
	"day" date PRIMARY KEY NOT NULL,
	"calls" integer NOT NULL,
	"minute" timestamp with time zone NOT NULL,
	"minute_calls" integer NOT NULL,
	"paused_until" timestamp with time zone
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
CREATE INDEX "codat_looks_due" ON "codat_looks" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "codat_looks_looked" ON "codat_looks" USING btree ("looked_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "reconciliations_company" ON "reconciliations" USING btree ("company_id","id" DESC NULLS LAST);--> statement-breakpoint
-- Businesses that Codat knew before this table was there: each is looked at within a day, not all at once.
INSERT INTO "codat_looks" ("company_id", "due_at")
SELECT "id", now() + random() * interval '1 day' FROM "companies" WHERE "codat_company_id" IS NOT NULL;
