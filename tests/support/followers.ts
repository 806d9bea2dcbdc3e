import { randomUUID } from 'node:crypto'
import { drizzle } from 'drizzle-orm/node-postgres'
import type { Pool } from 'pg'
import { follows } from '#lib/accounts/schema.ts'
import { deliveries } from '#lib/alerts/schema.ts'
import { users } from '#lib/auth/schema.ts'

type FollowRow = Omit<typeof follows.$inferInsert, 'userId'>

/** Somebody who follows what `rows` say and has confirmed an address, written into the tables. Their id; the address is `<id>@reader.test`. */
export async function follower(
  pool: Pool,
  rows: readonly FollowRow[],
  delivery: Partial<typeof deliveries.$inferInsert> = {},
): Promise<string> {
  const database = drizzle(pool)
  const id = randomUUID()
  await database.insert(users).values({ id, name: 'Flora Follower' })
  await database
    .insert(deliveries)
    .values({ userId: id, address: `${id}@reader.test`, confirmedAt: new Date(), isProved: true, ...delivery })
  if (rows.length > 0) await database.insert(follows).values(rows.map((row) => ({ userId: id, ...row })))
  return id
}
