CREATE TABLE "auth"."recovery" (
	"user_id" text PRIMARY KEY NOT NULL,
	"address" text NOT NULL,
	"since" timestamp with time zone DEFAULT now() NOT NULL,
	"link_id" uuid,
	"link_expires_at" timestamp with time zone,
	CONSTRAINT "recovery_link_id_unique" UNIQUE("link_id")
);
--> statement-breakpoint
ALTER TABLE "auth"."recovery" ADD CONSTRAINT "recovery_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recovery_address" ON "auth"."recovery" USING btree (lower("address"));