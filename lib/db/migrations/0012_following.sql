CREATE SCHEMA "alerts";
--> statement-breakpoint
CREATE TABLE "alerts"."confirmation" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" text NOT NULL,
	"address" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "confirmation_user_id_unique" UNIQUE("user_id")
);
--> statement-breakpoint
CREATE TABLE "alerts"."delivery" (
	"user_id" text PRIMARY KEY NOT NULL,
	"language" text DEFAULT 'en' NOT NULL,
	"zone" text DEFAULT 'UTC' NOT NULL,
	"address" text,
	"confirmed_at" timestamp with time zone,
	"is_proved" boolean DEFAULT false NOT NULL,
	"is_on" boolean DEFAULT true NOT NULL,
	"refused_at" timestamp with time zone,
	"refusal" text,
	"last_mail_at" timestamp with time zone,
	"feed_salt" text,
	"feed_hash" text
);
--> statement-breakpoint
CREATE TABLE "alerts"."item" (
	"user_id" text NOT NULL,
	"news_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"subjects" text[],
	"pace" text NOT NULL,
	"due_at" timestamp with time zone,
	"mail_id" uuid,
	CONSTRAINT "item_user_id_news_id_pk" PRIMARY KEY("user_id","news_id")
);
--> statement-breakpoint
CREATE TABLE "alerts"."mail" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" text NOT NULL,
	"kind" text NOT NULL,
	"address" text NOT NULL,
	"language" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"due_at" timestamp with time zone DEFAULT now() NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp with time zone,
	"failure" text,
	"subject" text,
	"text" text,
	"html" text
);
--> statement-breakpoint
CREATE TABLE "alerts"."news" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"document_id" text NOT NULL,
	"number" integer NOT NULL,
	"sequence" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"language" text NOT NULL,
	"slug" text NOT NULL,
	"heading" text NOT NULL,
	"weight" smallint NOT NULL,
	"note" text,
	"figures" jsonb NOT NULL,
	"parts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "alerts"."news_figure" (
	"news_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"subject" text NOT NULL,
	"change" text NOT NULL,
	"measure" text,
	"series_id" text,
	"breakdown" text,
	"unit_id" text,
	"lower" double precision,
	"upper" double precision,
	"lower_before" double precision,
	"upper_before" double precision,
	CONSTRAINT "news_figure_news_id_position_pk" PRIMARY KEY("news_id","position")
);
--> statement-breakpoint
DROP INDEX "accounts"."follow_document";--> statement-breakpoint
ALTER TABLE "accounts"."follow" DROP CONSTRAINT "follow_user_id_document_id_pk";--> statement-breakpoint
ALTER TABLE "accounts"."follow" ALTER COLUMN "last_read_revision" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts"."follow" ALTER COLUMN "last_read_at" DROP NOT NULL;--> statement-breakpoint
-- By hand: what was followed until now were sheets, by the id of their document.
ALTER TABLE "accounts"."follow" RENAME COLUMN "document_id" TO "key";--> statement-breakpoint
ALTER TABLE "accounts"."follow" ADD COLUMN "kind" text DEFAULT 'sheet' NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts"."follow" ALTER COLUMN "kind" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "accounts"."follow" ADD CONSTRAINT "follow_user_id_kind_key_pk" PRIMARY KEY("user_id","kind","key");--> statement-breakpoint
ALTER TABLE "accounts"."follow" ADD COLUMN "id" uuid DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts"."follow" ADD COLUMN "language" text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts"."follow" ADD COLUMN "weight_min" smallint DEFAULT 2 NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts"."follow" ADD COLUMN "pace" text DEFAULT 'now' NOT NULL;--> statement-breakpoint
ALTER TABLE "accounts"."follow" ADD COLUMN "threshold_kind" text;--> statement-breakpoint
ALTER TABLE "accounts"."follow" ADD COLUMN "threshold_value" double precision;--> statement-breakpoint
ALTER TABLE "accounts"."follow" ADD COLUMN "threshold_series" text;--> statement-breakpoint
ALTER TABLE "accounts"."follow" ADD COLUMN "threshold_breakdown" text;--> statement-breakpoint
ALTER TABLE "accounts"."follow" ADD COLUMN "threshold_unit" text;--> statement-breakpoint
ALTER TABLE "accounts"."follow" ADD COLUMN "stopped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "alerts"."confirmation" ADD CONSTRAINT "confirmation_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts"."delivery" ADD CONSTRAINT "delivery_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts"."item" ADD CONSTRAINT "item_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts"."item" ADD CONSTRAINT "item_news_id_news_id_fk" FOREIGN KEY ("news_id") REFERENCES "alerts"."news"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts"."item" ADD CONSTRAINT "item_mail_id_mail_id_fk" FOREIGN KEY ("mail_id") REFERENCES "alerts"."mail"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts"."mail" ADD CONSTRAINT "mail_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts"."news_figure" ADD CONSTRAINT "news_figure_news_id_news_id_fk" FOREIGN KEY ("news_id") REFERENCES "alerts"."news"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_feed" ON "alerts"."delivery" USING btree ("feed_hash");--> statement-breakpoint
CREATE INDEX "item_news" ON "alerts"."item" USING btree ("news_id");--> statement-breakpoint
CREATE INDEX "item_due" ON "alerts"."item" USING btree ("due_at") WHERE due_at is not null and mail_id is null;--> statement-breakpoint
CREATE INDEX "item_mail" ON "alerts"."item" USING btree ("mail_id");--> statement-breakpoint
CREATE INDEX "mail_user" ON "alerts"."mail" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "mail_due" ON "alerts"."mail" USING btree ("due_at") WHERE state in ('waiting', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "news_document" ON "alerts"."news" USING btree ("document_id","sequence");--> statement-breakpoint
CREATE INDEX "news_at" ON "alerts"."news" USING btree ("at");--> statement-breakpoint
CREATE INDEX "news_figure_subject" ON "alerts"."news_figure" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "news_figure_change" ON "alerts"."news_figure" USING btree ("change");--> statement-breakpoint
CREATE UNIQUE INDEX "follow_id" ON "accounts"."follow" USING btree ("id");--> statement-breakpoint
CREATE INDEX "follow_target" ON "accounts"."follow" USING btree ("kind","key");--> statement-breakpoint
ALTER TABLE "accounts"."follow" ADD CONSTRAINT "follow_weight" CHECK ("accounts"."follow"."weight_min" between 1 and 3);--> statement-breakpoint
ALTER TABLE "accounts"."follow" ADD CONSTRAINT "follow_threshold" CHECK (num_nulls("accounts"."follow"."threshold_kind", "accounts"."follow"."threshold_value", "accounts"."follow"."threshold_series", "accounts"."follow"."threshold_breakdown", "accounts"."follow"."threshold_unit") in (0, 5));