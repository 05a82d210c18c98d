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
