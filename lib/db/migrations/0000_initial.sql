CREATE SCHEMA "lake";
--> statement-breakpoint
CREATE TABLE "lake"."change" (
	"sequence" bigint NOT NULL,
	"position" smallint NOT NULL,
	"dataset" text NOT NULL,
	"document_id" text NOT NULL,
	"ordinal" integer NOT NULL,
	"previous_revision" text,
	"result_revision" text,
	"mutations" jsonb NOT NULL,
	"apply" jsonb NOT NULL,
	"revert" jsonb NOT NULL,
	"snapshot" jsonb,
	"cause" jsonb,
	CONSTRAINT "change_sequence_position_pk" PRIMARY KEY("sequence","position")
);
--> statement-breakpoint
CREATE TABLE "lake"."document" (
	"dataset" text NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"revision" text NOT NULL,
	"content" jsonb NOT NULL,
	"slug" text GENERATED ALWAYS AS ((content -> 'slug' ->> 'current')) STORED,
	"refers_to" text[] DEFAULT '{}' NOT NULL,
	"refers_strongly_to" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "document_dataset_id_pk" PRIMARY KEY("dataset","id")
);
--> statement-breakpoint
CREATE TABLE "lake"."key_value" (
	"user_id" text NOT NULL,
	"key" text NOT NULL,
	"value" json NOT NULL,
	CONSTRAINT "key_value_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
CREATE TABLE "lake"."transaction" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "lake"."transaction_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"dataset" text NOT NULL,
	"id" text NOT NULL,
	"author" text NOT NULL,
	"timestamp" timestamp with time zone NOT NULL,
	"results" jsonb NOT NULL,
	"published_tags" text[] NOT NULL,
	"draft_tags" text[] NOT NULL
);
--> statement-breakpoint
ALTER TABLE "lake"."change" ADD CONSTRAINT "change_sequence_transaction_sequence_fk" FOREIGN KEY ("sequence") REFERENCES "lake"."transaction"("sequence") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "change_document" ON "lake"."change" USING btree ("dataset","document_id","sequence");--> statement-breakpoint
CREATE INDEX "document_type" ON "lake"."document" USING btree ("dataset","type");--> statement-breakpoint
CREATE INDEX "document_slug" ON "lake"."document" USING btree ("dataset","slug");--> statement-breakpoint
CREATE INDEX "document_refers_to" ON "lake"."document" USING gin ("refers_to");--> statement-breakpoint
CREATE INDEX "document_refers_strongly_to" ON "lake"."document" USING gin ("refers_strongly_to");--> statement-breakpoint
CREATE UNIQUE INDEX "transaction_id" ON "lake"."transaction" USING btree ("dataset","id");