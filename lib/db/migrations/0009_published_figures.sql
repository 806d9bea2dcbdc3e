CREATE TABLE "publishing"."published_figure" (
	"document_id" text NOT NULL,
	"observation_id" text NOT NULL,
	"first_number" integer NOT NULL,
	"last_number" integer NOT NULL,
	"indicator_id" text,
	"place_id" text,
	"text" text NOT NULL,
	CONSTRAINT "published_figure_document_id_observation_id_first_number_pk" PRIMARY KEY("document_id","observation_id","first_number")
);
--> statement-breakpoint
CREATE INDEX "published_figure_subject" ON "publishing"."published_figure" USING btree ("indicator_id","place_id");--> statement-breakpoint
CREATE INDEX "published_figure_last" ON "publishing"."published_figure" USING btree ("document_id","last_number");--> statement-breakpoint
-- What the editions that are there have shown.
INSERT INTO "publishing"."published_figure" ("document_id", "observation_id", "first_number", "last_number", "indicator_id", "place_id", "text")
SELECT "document_id", "observation_id", min("number"), max("number"), (array_agg("indicator_id" ORDER BY "number"))[1],
  (array_agg("place_id" ORDER BY "number"))[1], (array_agg("text" ORDER BY "number"))[1]
FROM (
  SELECT *, "number" - row_number() OVER (PARTITION BY "document_id", "observation_id" ORDER BY "number") AS "run"
  FROM (
    SELECT DISTINCT ON (e."document_id", e."number", o.observation->>'id') e."document_id", e."number", o.observation->>'id' AS "observation_id",
      o.observation->'indicator'->>'id' AS "indicator_id", o.observation->'place'->>'id' AS "place_id", coalesce(f.figure->>'text', '') AS "text"
    FROM "publishing"."edition" e
    CROSS JOIN LATERAL jsonb_path_query(e."content"::jsonb->'sheet', 'strict $.** ? (@._type == "figure")') WITH ORDINALITY f(figure, place)
    JOIN LATERAL jsonb_array_elements(e."content"::jsonb->'observations') o(observation) ON o.observation->>'id' = f.figure->'observation'->>'_ref'
    WHERE e."content" IS NOT NULL
    ORDER BY e."document_id", e."number", o.observation->>'id', f.place
  ) shown
) runs
GROUP BY "document_id", "observation_id", "run";
