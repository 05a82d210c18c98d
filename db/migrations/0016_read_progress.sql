CREATE TABLE "read_looks" (
	"company_id" uuid PRIMARY KEY NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"moved_at" timestamp with time zone NOT NULL,
	"is_answered" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "read_progress" (
	"company_id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"data_type" text NOT NULL,
	"status" text NOT NULL,
	"sync_id" text,
	"last_read_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "read_progress_connection_id_data_type_pk" PRIMARY KEY("connection_id","data_type")
);
--> statement-breakpoint
ALTER TABLE "read_progress" ADD CONSTRAINT "read_progress_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "read_progress_company" ON "read_progress" USING btree ("company_id");