ALTER TABLE "consent_events" ALTER COLUMN "body" SET DATA TYPE json;--> statement-breakpoint
CREATE INDEX "jobs_company" ON "jobs" USING btree ("lane","id" DESC NULLS LAST);