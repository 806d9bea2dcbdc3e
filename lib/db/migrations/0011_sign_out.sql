CREATE TABLE "auth"."logout_token" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "auth"."session" ADD COLUMN "sid" text;--> statement-breakpoint
CREATE INDEX "logout_token_expires" ON "auth"."logout_token" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "session_account" ON "auth"."session" USING btree ("issuer","subject");