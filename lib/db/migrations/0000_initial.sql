CREATE SCHEMA "accounts";
--> statement-breakpoint
CREATE SCHEMA "auth";
--> statement-breakpoint
CREATE SCHEMA "lake";
--> statement-breakpoint
CREATE TABLE "accounts"."follow" (
	"user_id" text NOT NULL,
	"document_id" text NOT NULL,
	"followed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_read_revision" text NOT NULL,
	"last_read_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "follow_user_id_document_id_pk" PRIMARY KEY("user_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "auth"."account" (
	"user_id" text NOT NULL,
	"type" text NOT NULL,
	"provider" text NOT NULL,
	"provider_account_id" text NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"refresh_token" text,
	"access_token" text,
	"expires_at" integer,
	"token_type" text,
	"scope" text,
	"id_token" text,
	"session_state" text,
	CONSTRAINT "account_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "auth"."role_grant" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"role" text NOT NULL,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "role_grant_issuer_subject_role_pk" PRIMARY KEY("issuer","subject","role"),
	CONSTRAINT "role_grant_role" CHECK ("auth"."role_grant"."role" in ('administrator', 'editor', 'contributor', 'viewer'))
);
--> statement-breakpoint
CREATE TABLE "auth"."session" (
	"session_token" text PRIMARY KEY NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"user_id" text NOT NULL,
	"expires" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone DEFAULT now() NOT NULL,
	"provider" text NOT NULL,
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "auth"."sign_in_state" (
	"state_hash" text PRIMARY KEY NOT NULL,
	"provider" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"email" text,
	"email_verified" timestamp with time zone,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lake"."change" (
	"sequence" bigint NOT NULL,
	"position" smallint NOT NULL,
	"dataset" text NOT NULL,
	"document_id" text NOT NULL,
	"base_id" text GENERATED ALWAYS AS ((regexp_replace(document_id, '^(?:drafts|versions\.[^.]+)\.', ''))) STORED NOT NULL,
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
	"base_id" text GENERATED ALWAYS AS ((regexp_replace(id, '^(?:drafts|versions\.[^.]+)\.', ''))) STORED NOT NULL,
	"type" text NOT NULL,
	"revision" text NOT NULL,
	"content" jsonb NOT NULL,
	"slug" text GENERATED ALWAYS AS (("left"(content -> 'slug' ->> 'current', 200))) STORED,
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
ALTER TABLE "accounts"."follow" ADD CONSTRAINT "follow_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lake"."change" ADD CONSTRAINT "change_sequence_transaction_sequence_fk" FOREIGN KEY ("sequence") REFERENCES "lake"."transaction"("sequence") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "follow_document" ON "accounts"."follow" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "account_user" ON "auth"."account" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "session_id" ON "auth"."session" USING btree ("id");--> statement-breakpoint
CREATE INDEX "session_user" ON "auth"."session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "session_expires" ON "auth"."session" USING btree ("expires");--> statement-breakpoint
CREATE INDEX "sign_in_state_expires" ON "auth"."sign_in_state" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "change_document" ON "lake"."change" USING btree ("dataset","document_id","sequence");--> statement-breakpoint
CREATE INDEX "change_base" ON "lake"."change" USING btree ("dataset","base_id","sequence");--> statement-breakpoint
CREATE INDEX "document_base" ON "lake"."document" USING btree ("dataset","base_id");--> statement-breakpoint
CREATE INDEX "document_type" ON "lake"."document" USING btree ("dataset","type");--> statement-breakpoint
CREATE INDEX "document_slug" ON "lake"."document" USING btree ("dataset","slug");--> statement-breakpoint
CREATE INDEX "document_refers_to" ON "lake"."document" USING gin ("refers_to");--> statement-breakpoint
CREATE INDEX "document_refers_strongly_to" ON "lake"."document" USING gin ("refers_strongly_to");--> statement-breakpoint
CREATE UNIQUE INDEX "transaction_id" ON "lake"."transaction" USING btree ("dataset","id");