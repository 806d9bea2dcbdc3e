CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE SCHEMA "search";
--> statement-breakpoint
CREATE TABLE "search"."entry" (
	"id" text NOT NULL,
	"language" text NOT NULL,
	"kind" text NOT NULL,
	"path" text NOT NULL,
	"title" text NOT NULL,
	"places" text[] NOT NULL,
	"topics" text[] NOT NULL,
	"years" integer[] NOT NULL,
	"sources" text[] NOT NULL,
	"vocabulary" text[] NOT NULL,
	"title_words" "tsvector" NOT NULL,
	"words" "tsvector" NOT NULL,
	CONSTRAINT "entry_id_language_pk" PRIMARY KEY("id","language")
);
--> statement-breakpoint
CREATE TABLE "search"."name" (
	"subject" text NOT NULL,
	"kind" text NOT NULL,
	"language" text NOT NULL,
	"value" text NOT NULL,
	"is_name" boolean NOT NULL,
	"slug" text NOT NULL,
	"stems" text[] NOT NULL,
	CONSTRAINT "name_subject_language_value_pk" PRIMARY KEY("subject","language","value")
);
--> statement-breakpoint
CREATE TABLE "search"."observation" (
	"id" text PRIMARY KEY NOT NULL,
	"indicator" text NOT NULL,
	"place" text NOT NULL,
	"years" integer[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search"."passage" (
	"entry" text NOT NULL,
	"language" text NOT NULL,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	"words" "tsvector" NOT NULL,
	CONSTRAINT "passage_entry_language_position_pk" PRIMARY KEY("entry","language","position")
);
--> statement-breakpoint
CREATE TABLE "search"."word" (
	"word" text PRIMARY KEY NOT NULL,
	"entries" integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX "entry_path" ON "search"."entry" USING btree ("path");--> statement-breakpoint
CREATE INDEX "entry_sources" ON "search"."entry" USING gin ("sources") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "entry_title_words" ON "search"."entry" USING gin ("title_words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "entry_words" ON "search"."entry" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "name_stems" ON "search"."name" USING gin ("stems");--> statement-breakpoint
CREATE INDEX "name_slug" ON "search"."name" USING btree ("slug");--> statement-breakpoint
CREATE INDEX "observation_figure" ON "search"."observation" USING btree ("indicator","place");--> statement-breakpoint
CREATE INDEX "word_trigrams" ON "search"."word" USING gin ("word" gin_trgm_ops) WITH (fastupdate=false);