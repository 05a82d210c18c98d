CREATE TABLE "webhook_events" (
	"id" text PRIMARY KEY NOT NULL,
	"position" bigserial NOT NULL,
	"event_type" text NOT NULL,
	"codat_company_id" uuid,
	"body" jsonb NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone,
	"outcome" text
);
--> statement-breakpoint
ALTER TABLE "journeys" ADD COLUMN "share_id" uuid;--> statement-breakpoint
CREATE INDEX "webhook_events_waiting" ON "webhook_events" USING btree ("codat_company_id","position") WHERE applied_at is null;--> statement-breakpoint
CREATE INDEX "companies_by_name" ON "companies" USING btree ((translate(replace(replace(replace(replace(lower(name), 'œ', 'oe'), 'Œ', 'oe'), 'æ', 'ae'), 'Æ', 'ae'),
    'áàâäãåāçčéèêëēíìîïīñóòôöõøōśšúùûüūýÿžÁÀÂÄÃÅĀÇČÉÈÊËĒÍÌÎÏĪÑÓÒÔÖÕØŌŚŠÚÙÛÜŪÝŸŽ',
    'aaaaaaacceeeeeiiiiinooooooossuuuuuyyzaaaaaaacceeeeeiiiiinooooooossuuuuuyyz') collate "C"),"id");--> statement-breakpoint
ALTER TABLE "share_links" DROP COLUMN "approved_at";