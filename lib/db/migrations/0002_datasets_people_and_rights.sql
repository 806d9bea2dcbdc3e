CREATE TABLE "lake"."author" (
	"person" text PRIMARY KEY NOT NULL,
	"pseudonym" text NOT NULL,
	CONSTRAINT "author_pseudonym_unique" UNIQUE("pseudonym")
);
--> statement-breakpoint
CREATE TABLE "lake"."dataset" (
	"key" text PRIMARY KEY GENERATED ALWAYS AS ((project || '/' || name)) STORED NOT NULL,
	"project" text NOT NULL,
	"name" text NOT NULL,
	"acl_mode" text NOT NULL,
	"description" text,
	"addon_for" text,
	"profile" text DEFAULT 'content' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" text
);
--> statement-breakpoint
CREATE TABLE "lake"."origin" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "lake"."origin_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"project" text NOT NULL,
	"origin" text NOT NULL,
	"allow_credentials" boolean NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lake"."project" (
	"id" text PRIMARY KEY NOT NULL,
	"display_name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lake"."role" (
	"name" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"description" text DEFAULT '' NOT NULL,
	"grants" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lake"."token" (
	"id" text PRIMARY KEY NOT NULL,
	"hash" text NOT NULL,
	"project" text NOT NULL,
	"label" text NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "token_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
ALTER TABLE "auth"."role_grant" DROP CONSTRAINT "role_grant_role";--> statement-breakpoint
ALTER TABLE "lake"."change" DROP CONSTRAINT "change_sequence_transaction_sequence_fk";
--> statement-breakpoint
CREATE UNIQUE INDEX "origin_project" ON "lake"."origin" USING btree ("project","origin");--> statement-breakpoint
ALTER TABLE "lake"."change" ADD CONSTRAINT "change_sequence_transaction_sequence_fk" FOREIGN KEY ("sequence") REFERENCES "lake"."transaction"("sequence") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
-- Until now there was one project, "local". Every dataset that holds anything is written down, and its rows get its key.
INSERT INTO "lake"."dataset" ("project", "name", "acl_mode", "created_at")
SELECT 'local', "held"."dataset", 'public', coalesce((SELECT min("timestamp") FROM "lake"."transaction" WHERE "transaction"."dataset" = "held"."dataset"), now())
FROM (SELECT "dataset" FROM "lake"."transaction" UNION SELECT "dataset" FROM "lake"."document") AS "held";--> statement-breakpoint
UPDATE "lake"."document" SET "dataset" = 'local/' || "dataset";--> statement-breakpoint
UPDATE "lake"."transaction" SET "dataset" = 'local/' || "dataset";--> statement-breakpoint
UPDATE "lake"."change" SET "dataset" = 'local/' || "dataset";--> statement-breakpoint
-- Authors were kept by the id that the host knows them by. From here on only this one table knows whom a pseudonym stands for.
INSERT INTO "lake"."author" ("person", "pseudonym")
SELECT "person", 'p' || left(replace(gen_random_uuid()::text, '-', ''), 24)
FROM (SELECT "author" AS "person" FROM "lake"."transaction" UNION SELECT "user_id" FROM "lake"."key_value") AS "known"
WHERE "person" NOT IN ('site', 'seed', 'schedule');--> statement-breakpoint
UPDATE "lake"."transaction" SET "author" = "author"."pseudonym" FROM "lake"."author" WHERE "author"."person" = "transaction"."author";--> statement-breakpoint
UPDATE "lake"."key_value" SET "user_id" = "author"."pseudonym" FROM "lake"."author" WHERE "author"."person" = "key_value"."user_id";--> statement-breakpoint
ALTER TABLE "lake"."transaction" ADD CONSTRAINT "transaction_dataset_dataset_key_fk" FOREIGN KEY ("dataset") REFERENCES "lake"."dataset"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."role_grant" ADD CONSTRAINT "role_grant_role" CHECK ("auth"."role_grant"."role" ~ '^[a-z][a-z0-9-]{0,47}$');