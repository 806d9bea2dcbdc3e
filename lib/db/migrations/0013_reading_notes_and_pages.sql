CREATE TABLE "accounts"."note" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" text NOT NULL,
	"document_id" text,
	"kind" text NOT NULL,
	"anchor" text NOT NULL,
	"exact" text NOT NULL,
	"prefix" text NOT NULL,
	"suffix" text NOT NULL,
	"edition" integer,
	"heading" text NOT NULL,
	"language" text NOT NULL,
	"citation" text NOT NULL,
	"text" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts"."page" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"blocks" jsonb NOT NULL,
	"previous" jsonb,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts"."reading" (
	"user_id" text NOT NULL,
	"document_id" text NOT NULL,
	"revision" text NOT NULL,
	"read_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reading_user_id_document_id_pk" PRIMARY KEY("user_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "accounts"."reading_choice" (
	"user_id" text PRIMARY KEY NOT NULL,
	"keeps_all" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "accounts"."shared_briefing" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"name" text NOT NULL,
	"briefing" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "accounts"."note" ADD CONSTRAINT "note_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."page" ADD CONSTRAINT "page_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."reading" ADD CONSTRAINT "reading_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."reading_choice" ADD CONSTRAINT "reading_choice_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts"."shared_briefing" ADD CONSTRAINT "shared_briefing_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "note_user" ON "accounts"."note" USING btree ("user_id","document_id");--> statement-breakpoint
CREATE INDEX "page_user" ON "accounts"."page" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shared_briefing_secret" ON "accounts"."shared_briefing" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "shared_briefing_user" ON "accounts"."shared_briefing" USING btree ("user_id");--> statement-breakpoint
-- By hand: what was last read of the sheets that are followed.
INSERT INTO "accounts"."reading" ("user_id", "document_id", "revision", "read_at")
SELECT "user_id", "key", "last_read_revision", coalesce("last_read_at", "followed_at") FROM "accounts"."follow" WHERE "kind" = 'sheet' AND "last_read_revision" IS NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts"."follow" DROP COLUMN "last_read_revision";--> statement-breakpoint
ALTER TABLE "accounts"."follow" DROP COLUMN "last_read_at";
