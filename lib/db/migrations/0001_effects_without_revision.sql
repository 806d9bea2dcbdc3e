-- Patches counted `_rev` among the fields of a document, while Sanity's clients take it out before they apply one.
-- Each kept patch is written anew without it: what concerns `_rev` goes, and the fields behind it move up by one.
CREATE FUNCTION lake.without_revision(patch jsonb, base text, result text) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
	-- How many arguments each operation has; see lib/content-lake/write/mendoza.ts.
	arity constant jsonb := '{"10":1,"11":1,"12":1,"13":1,"15":0,"16":0,"17":2,"19":1,"20":1,"21":2,"22":1,"23":2}';
	size constant int := jsonb_array_length(patch);
	at int := 0;
	depth int := 0;
	starts int[] := '{}';
	ends int[] := '{}';
	start_of_group int;
	text_made bytea;
	only_text boolean;
	revision_field int;
	i int;
	operation int;
	first jsonb;
	kept jsonb := '[]';
BEGIN
	IF (patch ->> 0)::int = 0 AND size = 2 THEN
		RETURN CASE jsonb_typeof(patch -> 1) WHEN 'object' THEN jsonb_build_array(0, (patch -> 1) - '_rev') ELSE patch END;
	END IF;
	-- The operations on the document's own fields, each with all that is inside it.
	WHILE at < size LOOP
		operation := (patch ->> at)::int;
		IF depth = 0 THEN start_of_group := at; text_made := ''; only_text := operation = 11; END IF;
		IF operation IN (10, 11, 12, 13) THEN depth := depth + 1; END IF;
		IF operation IN (15, 16) THEN depth := depth - 1; END IF;
		IF only_text AND operation = 22 THEN text_made := text_made || convert_to(patch ->> (at + 1), 'UTF8');
		ELSIF only_text AND operation = 23 THEN
			text_made := text_made || substring(convert_to(base, 'UTF8') FROM (patch ->> (at + 1))::int + 1 FOR (patch ->> (at + 2))::int - (patch ->> (at + 1))::int);
		ELSIF at > start_of_group AND operation <> 15 THEN only_text := false;
		END IF;
		at := at + 1 + (arity ->> operation::text)::int;
		IF depth = 0 THEN
			starts := starts || start_of_group;
			ends := ends || at;
			-- The one that makes the revision after of the revision before is that of `_rev`.
			IF only_text AND revision_field IS NULL AND text_made = convert_to(result, 'UTF8') THEN
				revision_field := (patch ->> (start_of_group + 1))::int;
			END IF;
		END IF;
	END LOOP;
	FOR i IN 1 .. coalesce(array_length(starts, 1), 0) LOOP
		operation := (patch ->> starts[i])::int;
		first := patch -> (starts[i] + 1);
		-- This one alone names its field; the others count.
		IF operation = 17 THEN
			CONTINUE WHEN patch ->> (starts[i] + 2) = '_rev';
		ELSE
			CONTINUE WHEN first::int = revision_field;
			IF first::int > revision_field THEN first := to_jsonb(first::int - 1); END IF;
		END IF;
		kept := kept || jsonb_build_array(operation, first);
		FOR at IN starts[i] + 2 .. ends[i] - 1 LOOP
			kept := kept || jsonb_build_array(patch -> at);
		END LOOP;
	END LOOP;
	RETURN kept;
END $$;
--> statement-breakpoint
UPDATE lake.change SET
	apply = lake.without_revision(apply, previous_revision, result_revision),
	revert = lake.without_revision(revert, result_revision, previous_revision);
--> statement-breakpoint
DROP FUNCTION lake.without_revision(jsonb, text, text);
