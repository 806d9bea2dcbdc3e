CREATE TABLE "auth"."audit_event" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "auth"."audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"person" text,
	"actor" text,
	"provider" text,
	"detail" text
);
--> statement-breakpoint
CREATE TABLE "auth"."link_intent" (
	"session_id" uuid PRIMARY KEY NOT NULL,
	"other_user_id" text,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."pseudonym" (
	"pseudonym" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "lake"."author" DROP CONSTRAINT "author_pseudonym_unique";--> statement-breakpoint
ALTER TABLE "lake"."author" DROP CONSTRAINT "author_pkey";--> statement-breakpoint
ALTER TABLE "lake"."author" ADD PRIMARY KEY ("pseudonym");--> statement-breakpoint
ALTER TABLE "auth"."session" ADD COLUMN "confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "auth"."sign_in_state" ADD COLUMN "errand" text DEFAULT 'sign-in' NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."sign_in_state" ADD COLUMN "session_id" uuid;--> statement-breakpoint
ALTER TABLE "auth"."user" ADD COLUMN "suspended_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "lake"."author" ADD COLUMN "is_former" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "auth"."link_intent" ADD CONSTRAINT "link_intent_session_id_session_id_fk" FOREIGN KEY ("session_id") REFERENCES "auth"."session"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."link_intent" ADD CONSTRAINT "link_intent_other_user_id_user_id_fk" FOREIGN KEY ("other_user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."pseudonym" ADD CONSTRAINT "pseudonym_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_event_at" ON "auth"."audit_event" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_event_person" ON "auth"."audit_event" USING btree ("person");--> statement-breakpoint
CREATE INDEX "pseudonym_user" ON "auth"."pseudonym" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "author_person" ON "lake"."author" USING btree ("person") WHERE not is_former;