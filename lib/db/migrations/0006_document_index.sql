CREATE TABLE "lake"."attribute" (
	"place" bigint NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"document" bigint NOT NULL,
	CONSTRAINT "attribute_place_key_document_pk" PRIMARY KEY("place","key","document")
);
--> statement-breakpoint
CREATE TABLE "lake"."place" (
	"id" bigint PRIMARY KEY NOT NULL,
	"dataset" text NOT NULL,
	"type" text NOT NULL,
	"path" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lake"."shape" (
	"id" bigint PRIMARY KEY NOT NULL,
	"dataset" text NOT NULL,
	"type" text NOT NULL,
	"paths" text[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lake"."wording" (
	"document" bigint PRIMARY KEY NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
DROP INDEX "lake"."document_slug";--> statement-breakpoint
DROP INDEX "lake"."document_type";--> statement-breakpoint
DROP INDEX "lake"."document_refers_to";--> statement-breakpoint
-- A column that another is generated from can't be changed, so that one is made anew.
ALTER TABLE "lake"."document" DROP COLUMN "base_id";--> statement-breakpoint
ALTER TABLE "lake"."document" ALTER COLUMN "id" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "lake"."document" ADD COLUMN "base_id" text COLLATE "C" GENERATED ALWAYS AS ((regexp_replace(id, '^(?:drafts|versions\.[^.]+)\.', ''))) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "document_base" ON "lake"."document" USING btree ("dataset","base_id");--> statement-breakpoint
ALTER TABLE "lake"."document" ADD COLUMN "layer" text GENERATED ALWAYS AS (("left"(id, length(id) - length(regexp_replace(id, '^(?:drafts|versions\.[^.]+)\.', ''))))) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "lake"."document" ADD COLUMN "number" bigint NOT NULL GENERATED ALWAYS AS IDENTITY (sequence name "lake"."document_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1);--> statement-breakpoint
ALTER TABLE "lake"."document" ADD COLUMN "indexed" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "lake"."document" ADD COLUMN "shape" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "place_path" ON "lake"."place" USING btree ("dataset","path");--> statement-breakpoint
CREATE INDEX "shape_type" ON "lake"."shape" USING btree ("dataset","type");--> statement-breakpoint
CREATE INDEX "wording_words" ON "lake"."wording" USING gin ("words");--> statement-breakpoint
CREATE UNIQUE INDEX "document_number" ON "lake"."document" USING btree ("number");--> statement-breakpoint
CREATE INDEX "document_shape" ON "lake"."document" USING btree ("shape","id");--> statement-breakpoint
CREATE INDEX "document_unindexed" ON "lake"."document" USING btree ("dataset") WHERE indexed <> 1;--> statement-breakpoint
CREATE INDEX "document_type" ON "lake"."document" USING btree ("dataset","type","id","layer");--> statement-breakpoint
CREATE INDEX "document_refers_to" ON "lake"."document" USING gin ("refers_to") WITH (fastupdate=false);--> statement-breakpoint
ALTER TABLE "lake"."document" DROP COLUMN "slug";--> statement-breakpoint
-- Which values are frequent at a path decides how a query is best answered; places are many and of very different size.
CREATE STATISTICS "lake"."attribute_place_key" (ndistinct, mcv) ON "place", "key" FROM "lake"."attribute";--> statement-breakpoint
ALTER TABLE "lake"."attribute" ALTER COLUMN "place" SET STATISTICS 1000;--> statement-breakpoint
ALTER TABLE "lake"."attribute" SET (autovacuum_analyze_scale_factor = 0.02);--> statement-breakpoint
-- How many documents strangers may see.
CREATE STATISTICS "lake"."document_dots" ON (position('.' IN "id")) FROM "lake"."document";
