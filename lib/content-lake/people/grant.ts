import { z } from 'zod'

/** What may be done to a document. */
export const PERMISSIONS = ['read', 'create', 'update', 'history', 'editHistory', 'manage'] as const
export type Permission = (typeof PERMISSIONS)[number]

/** What may be done to the documents that `filter` (GROQ) lets through: the shape of Sanity's grants. */
export const grantSchema = z.strictObject({
  filter: z.string().min(1).max(10_000),
  permissions: z.array(z.enum(PERMISSIONS)).min(1),
  /** The names of the datasets that it is for; all, where it is absent. */
  datasets: z.array(z.string().min(1).max(64)).min(1).optional(),
})

/** @see sanity `packages/sanity/src/core/store/grants/grantsStore.ts`, which evaluates them in the Studio */
export type Grant = Readonly<z.infer<typeof grantSchema>>
