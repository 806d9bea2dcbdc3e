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
--> statement-breakpoint
CREATE TABLE "auth"."logout_token" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "auth"."session" ADD COLUMN "sid" text;--> statement-breakpoint
CREATE INDEX "logout_token_expires" ON "auth"."logout_token" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "session_account" ON "auth"."session" USING btree ("issuer","subject");