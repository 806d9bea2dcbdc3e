CREATE SCHEMA "jobs";
--> statement-breakpoint
CREATE SCHEMA "publishing";
--> statement-breakpoint
CREATE TABLE "jobs"."cursor" (
	"job" text NOT NULL,
	"dataset" text NOT NULL,
	"sequence" bigint NOT NULL,
	CONSTRAINT "cursor_job_dataset_pk" PRIMARY KEY("job","dataset")
);
--> statement-breakpoint
CREATE TABLE "publishing"."edition_observation" (
	"document_id" text NOT NULL,
	"number" integer NOT NULL,
	"observation_id" text NOT NULL,
	"value" double precision,
	"upper_value" double precision,
	CONSTRAINT "edition_observation_document_id_number_observation_id_pk" PRIMARY KEY("document_id","number","observation_id")
);
--> statement-breakpoint
CREATE TABLE "publishing"."edition" (
	"document_id" text NOT NULL,
	"number" integer NOT NULL,
	"transaction_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"language" text NOT NULL,
	"slug" text NOT NULL,
	"heading" text NOT NULL,
	"is_major" boolean NOT NULL,
	"note" text,
	"figure_changes" jsonb NOT NULL,
	"content" text,
	"hash" text NOT NULL,
	"previous_hash" text,
	"key_id" text NOT NULL,
	"signature" text NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "edition_document_id_number_pk" PRIMARY KEY("document_id","number")
);
--> statement-breakpoint
CREATE TABLE "publishing"."revision" (
	"document_id" text NOT NULL,
	"revision" text NOT NULL,
	"number" integer NOT NULL,
	CONSTRAINT "revision_document_id_revision_pk" PRIMARY KEY("document_id","revision")
);
--> statement-breakpoint
CREATE TABLE "publishing"."sheet" (
	"document_id" text PRIMARY KEY NOT NULL,
	"language" text NOT NULL,
	"slug" text NOT NULL,
	"heading" text NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"state_at" timestamp with time zone NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "publishing"."signing_key" (
	"id" text PRIMARY KEY NOT NULL,
	"x" text NOT NULL,
	"valid_from" timestamp with time zone NOT NULL,
	"valid_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "publishing"."withdrawal" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "publishing"."withdrawal_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"document_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"author" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "edition_observation_use" ON "publishing"."edition_observation" USING btree ("observation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "edition_transaction" ON "publishing"."edition" USING btree ("document_id","transaction_id");--> statement-breakpoint
CREATE UNIQUE INDEX "edition_hash" ON "publishing"."edition" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "edition_sequence" ON "publishing"."edition" USING btree ("sequence");--> statement-breakpoint
CREATE INDEX "edition_slug" ON "publishing"."edition" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "edition_correction" ON "publishing"."edition" USING btree ("sequence") WHERE is_major and number > 1;--> statement-breakpoint
CREATE INDEX "sheet_slug" ON "publishing"."sheet" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "withdrawal_sequence" ON "publishing"."withdrawal" USING btree ("sequence");--> statement-breakpoint
CREATE INDEX "withdrawal_document" ON "publishing"."withdrawal" USING btree ("document_id");--> statement-breakpoint
CREATE FUNCTION "publishing"."keep_edition"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The one change there is: the text of an edition that is removed goes, once, and all else stays.
  IF TG_OP = 'UPDATE' AND OLD."removed_at" IS NULL AND NEW."removed_at" IS NOT NULL AND NEW."content" IS NULL AND NEW."note" IS NULL
    AND NEW."figure_changes" = '[]'::jsonb
    AND to_jsonb(NEW) - ARRAY['content', 'note', 'figure_changes', 'removed_at'] = to_jsonb(OLD) - ARRAY['content', 'note', 'figure_changes', 'removed_at']
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'An edition is never changed' USING ERRCODE = 'restrict_violation';
END;
$$;--> statement-breakpoint
CREATE TRIGGER "keep_edition" BEFORE UPDATE OR DELETE ON "publishing"."edition" FOR EACH ROW EXECUTE FUNCTION "publishing"."keep_edition"();--> statement-breakpoint
CREATE TRIGGER "keep_editions" BEFORE TRUNCATE ON "publishing"."edition" FOR EACH STATEMENT EXECUTE FUNCTION "publishing"."keep_edition"();
