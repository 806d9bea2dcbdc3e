CREATE TABLE "lake"."asset_file" (
	"id" text PRIMARY KEY NOT NULL,
	"written_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
-- Files written before the table was there.
INSERT INTO "lake"."asset_file" ("id", "written_at")
SELECT DISTINCT "id", now() FROM "lake"."document" WHERE "type" IN ('sanity.imageAsset', 'sanity.fileAsset');
