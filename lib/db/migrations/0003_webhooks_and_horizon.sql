CREATE TABLE "lake"."history_horizon" (
	"dataset" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"timestamp" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lake"."webhook_attempt" (
	"id" text PRIMARY KEY NOT NULL,
	"message_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"duration_ms" integer NOT NULL,
	"failure_reason" text,
	"result_code" integer,
	"result_body" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lake"."webhook_message" (
	"id" text PRIMARY KEY NOT NULL,
	"hook_id" text NOT NULL,
	"dataset" text NOT NULL,
	"document_id" text NOT NULL,
	"operation" text NOT NULL,
	"transaction_id" text NOT NULL,
	"transaction_time" timestamp with time zone NOT NULL,
	"payload" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"status" text NOT NULL,
	"failure_count" integer DEFAULT 0 NOT NULL,
	"result_code" integer,
	"due_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "lake"."webhook_position" (
	"dataset" text PRIMARY KEY NOT NULL,
	"sequence" bigint NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lake"."webhook" (
	"id" text PRIMARY KEY NOT NULL,
	"project" text NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"dataset" text NOT NULL,
	"url" text NOT NULL,
	"http_method" text NOT NULL,
	"headers" jsonb NOT NULL,
	"api_version" text NOT NULL,
	"include_drafts" boolean NOT NULL,
	"include_versions" boolean NOT NULL,
	"rule" jsonb NOT NULL,
	"secret" text,
	"is_disabled" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"since" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "lake"."change" ALTER COLUMN "position" SET DATA TYPE integer;--> statement-breakpoint
ALTER TABLE "lake"."webhook_attempt" ADD CONSTRAINT "webhook_attempt_message_id_webhook_message_id_fk" FOREIGN KEY ("message_id") REFERENCES "lake"."webhook_message"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lake"."webhook_message" ADD CONSTRAINT "webhook_message_hook_id_webhook_id_fk" FOREIGN KEY ("hook_id") REFERENCES "lake"."webhook"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_attempt_message" ON "lake"."webhook_attempt" USING btree ("message_id","created_at");--> statement-breakpoint
CREATE INDEX "webhook_message_due" ON "lake"."webhook_message" USING btree ("due_at");--> statement-breakpoint
CREATE INDEX "webhook_message_hook" ON "lake"."webhook_message" USING btree ("hook_id","created_at");