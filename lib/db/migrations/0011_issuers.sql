CREATE TABLE "auth"."issuer_rule" (
	"host" text PRIMARY KEY NOT NULL,
	"is_allowed" boolean NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."issuer" (
	"id" text PRIMARY KEY NOT NULL,
	"issuer" text NOT NULL,
	"named_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"last_error_at" timestamp with time zone,
	"last_error" text,
	"client_kind" text,
	"client_sealed" text,
	"client_proved_at" timestamp with time zone,
	"client_expires_at" timestamp with time zone,
	CONSTRAINT "issuer_issuer_unique" UNIQUE("issuer")
);
