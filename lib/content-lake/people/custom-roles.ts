import type { Pool } from 'pg'
import { z } from 'zod'
import { flawOfFilter, grantSchema } from './grant.ts'
import type { CustomRole } from './register.ts'
import { isBuiltIn } from './roles.ts'

/** A role as an operator writes it. */
export const customRoleSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,47}$/, 'The name of a role is up to 48 small letters, digits and "-"')
    .refine((name) => !isBuiltIn(name), 'This role is built in'),
  title: z.string().min(1).max(100),
  description: z.string().max(500).default(''),
  grants: z
    .array(
      grantSchema.superRefine(({ filter }, context) => {
        const flaw = flawOfFilter(filter)
        if (flaw !== null) context.addIssue({ code: 'custom', path: ['filter'], message: flaw })
      }),
    )
    .max(50),
})

/** Keeps `role`, in place of one of the same name; it holds everywhere a second later. */
export async function keepRole(pool: Pool, { name, title, description, grants }: CustomRole): Promise<void> {
  await pool.query(
    `insert into lake.role (name, title, description, grants) values ($1, $2, $3, $4)
     on conflict (name) do update set title = excluded.title, description = excluded.description, grants = excluded.grants`,
    [name, title, description, JSON.stringify(grants)],
  )
}

/** Takes a role away; whoever has it has nothing by it from a second later on. Returns whether there was one. */
export async function removeRole(pool: Pool, name: string): Promise<boolean> {
  const { rowCount } = await pool.query('delete from lake.role where name = $1', [name])
  return rowCount === 1
}
