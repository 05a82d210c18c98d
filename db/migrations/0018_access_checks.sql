ALTER TABLE "organisation_checks" ADD COLUMN "about" text DEFAULT 'organisation' NOT NULL;
--> statement-breakpoint
UPDATE "organisation_checks" c SET "about" = 'access'
WHERE c."answer" IS NULL AND EXISTS (
  SELECT 1 FROM "share_links" s
  WHERE s."connection_id" = c."connection_id" AND s."authorised_at" IS NOT NULL
    AND (s."needs_approval" OR s."revoked_at" IS NOT NULL)
);
