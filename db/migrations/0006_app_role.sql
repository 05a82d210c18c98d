-- Receipts stay as they were issued, like the events they speak of.
CREATE TRIGGER receipts_append_only BEFORE UPDATE OR DELETE ON "receipts"
  FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
CREATE TRIGGER receipts_no_truncate BEFORE TRUNCATE ON "receipts"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
--> statement-breakpoint
-- ALWAYS: a session that calls itself a replica does not get past them. The role without these rights is set up at every
-- start (db/ensure-app-role.ts), because a role belongs to the server and not to the database.
ALTER TABLE "consent_events" ENABLE ALWAYS TRIGGER consent_events_append_only, ENABLE ALWAYS TRIGGER consent_events_no_truncate;
--> statement-breakpoint
ALTER TABLE "notices" ENABLE ALWAYS TRIGGER notices_append_only, ENABLE ALWAYS TRIGGER notices_no_truncate;
--> statement-breakpoint
ALTER TABLE "product_versions" ENABLE ALWAYS TRIGGER product_versions_append_only, ENABLE ALWAYS TRIGGER product_versions_no_truncate;
--> statement-breakpoint
ALTER TABLE "receipts" ENABLE ALWAYS TRIGGER receipts_append_only, ENABLE ALWAYS TRIGGER receipts_no_truncate;
