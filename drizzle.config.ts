import { defineConfig } from 'drizzle-kit'

/** Each room that keeps rows declares its tables in its own schema.ts; `npm run db:generate` turns the differences into a migration. */
export default defineConfig({
  dialect: 'postgresql',
  schema: './lib/*/schema.ts',
  out: './lib/db/migrations',
})
