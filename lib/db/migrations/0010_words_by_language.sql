ALTER TABLE "search"."word" DROP CONSTRAINT "word_pkey";--> statement-breakpoint
-- Counted anew below, from the entries.
DELETE FROM "search"."word";--> statement-breakpoint
ALTER TABLE "search"."word" ADD COLUMN "language" text NOT NULL;--> statement-breakpoint
ALTER TABLE "search"."word" ADD CONSTRAINT "word_word_language_pk" PRIMARY KEY("word","language");--> statement-breakpoint
INSERT INTO "search"."word" ("word", "language", "entries")
SELECT word, "language", count(*) FROM "search"."entry", unnest("vocabulary") AS word GROUP BY 1, 2;
