ALTER TABLE "product_versions" ADD COLUMN "asks_since" integer DEFAULT 1 NOT NULL;
