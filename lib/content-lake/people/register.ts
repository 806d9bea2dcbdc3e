import type { Pool } from 'pg'
import { z } from 'zod'
import { grantSchema, type Grant } from './grant.ts'

/** How long what other processes have changed may go unnoticed: a token that a command has revoked opens nothing after this, milliseconds. */
const longestStale = 1000

/** As JavaScript writes it; Postgres writes another form of the same. */
const instant = z.string().transform((time) => new Date(time).toISOString())

const datasetSchema = z.object({
  key: z.string(),
  project: z.string(),
  name: z.string(),
  aclMode: z.enum(['public', 'private']),
  description: z.string().nullable(),
  addonFor: z.string().nullable(),
  profile: z.string(),
  createdAt: instant,
  createdBy: z.string().nullable(),
})

/** One dataset. Its `key` is what its rows are kept under, its `name` what the world calls it within its project. */
export type Dataset = Readonly<z.infer<typeof datasetSchema>>

const projectSchema = z.object({ id: z.string(), displayName: z.string(), createdAt: instant })
export type Project = Readonly<z.infer<typeof projectSchema>>

const tokenSchema = z.object({
  id: z.string(),
  hash: z.string(),
  project: z.string(),
  label: z.string(),
  role: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
})

/** A token of a program, as far as it is kept. */
export type KeptToken = Readonly<z.infer<typeof tokenSchema>>

const roleSchema = z.object({ name: z.string(), title: z.string(), description: z.string(), grants: z.array(grantSchema) })

/** A role that is not built in. */
export interface CustomRole {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly grants: readonly Grant[]
}

const originSchema = z.object({
  id: z.number(),
  project: z.string(),
  origin: z.string(),
  allowCredentials: z.boolean(),
  createdAt: instant,
})

/** An origin whose pages may use a project. */
export type AllowedOrigin = Readonly<z.infer<typeof originSchema>>

const registered = z.object({
  datasets: z.array(datasetSchema),
  projects: z.array(projectSchema),
  tokens: z.array(tokenSchema),
  roles: z.array(roleSchema),
  origins: z.array(originSchema),
})

/** What a lake knows of itself, beside documents. */
export interface Registered {
  /** By key. */
  readonly datasets: ReadonlyMap<string, Dataset>
  /** By id; the lake's own first. */
  readonly projects: ReadonlyMap<string, Project>
  /** By hash. */
  readonly tokens: ReadonlyMap<string, KeptToken>
  /** By name. */
  readonly roles: ReadonlyMap<string, CustomRole>
  readonly origins: readonly AllowedOrigin[]
}

/** The key of the dataset `name` of `project`. */
export function keyOf(project: string, name: string): string {
  return `${project}/${name}`
}

const everything = `select jsonb_build_object(
  'datasets', coalesce((select jsonb_agg(jsonb_build_object('key', key, 'project', project, 'name', name, 'aclMode', acl_mode, 'description', description,
    'addonFor', addon_for, 'profile', profile, 'createdAt', created_at, 'createdBy', created_by) order by key) from lake.dataset), '[]'),
  'projects', coalesce((select jsonb_agg(jsonb_build_object('id', id, 'displayName', display_name, 'createdAt', created_at) order by id) from lake.project), '[]'),
  'tokens', coalesce((select jsonb_agg(jsonb_build_object('id', id, 'hash', hash, 'project', project, 'label', label, 'role', role,
    'createdAt', created_at, 'lastUsedAt', last_used_at) order by created_at, id) from lake.token), '[]'),
  'roles', coalesce((select jsonb_agg(jsonb_build_object('name', name, 'title', title, 'description', description, 'grants', grants) order by name) from lake.role), '[]'),
  'origins', coalesce((select jsonb_agg(jsonb_build_object('id', id, 'project', project, 'origin', origin, 'allowCredentials', allow_credentials,
    'createdAt', created_at) order by id) from lake.origin), '[]')
) as registered`

/** Projects, datasets, tokens, roles and origins: few, and asked for at each request, so they are kept in memory and read anew at most once a second. */
export class Register {
  readonly #pool: Pool
  readonly #own: { readonly projectId: string; readonly dataset: string }
  #known: Registered | undefined
  #readAt = Number.NEGATIVE_INFINITY
  #reading: Promise<Registered> | undefined

  constructor(pool: Pool, own: { readonly projectId: string; readonly dataset: string }) {
    this.#pool = pool
    this.#own = own
  }

  /** Makes the lake's own dataset, if it is not there yet. */
  async prepare(): Promise<void> {
    const { projectId, dataset } = this.#own
    await this.#pool.query(`insert into lake.dataset (project, name, acl_mode) values ($1, $2, 'public') on conflict do nothing`, [
      projectId,
      dataset,
    ])
  }

  /** What is known, at most a second old. */
  async current(): Promise<Registered> {
    if (this.#known && performance.now() - this.#readAt < longestStale) return this.#known
    this.#reading ??= this.read().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  /** The dataset `name` of `project`; null if there is none. */
  async dataset(project: string, name: string): Promise<Dataset | null> {
    const key = keyOf(project, name)
    // Another process may have made it a moment ago.
    return (await this.current()).datasets.get(key) ?? (await this.read()).datasets.get(key) ?? null
  }

  /** What stands in the database now: after a change of one's own, and where something was not found. */
  async read(): Promise<Registered> {
    const begun = performance.now()
    const { rows } = await this.#pool.query<{ registered: unknown }>(everything)
    const found = registered.parse(rows[0]?.registered)
    const own = found.datasets.find((one) => one.project === this.#own.projectId && one.name === this.#own.dataset)
    const ownProject = { id: this.#own.projectId, displayName: this.#own.projectId, createdAt: own?.createdAt ?? new Date(0).toISOString() }
    const known: Registered = {
      datasets: new Map(found.datasets.map((one) => [one.key, one])),
      projects: new Map([ownProject, ...found.projects].map((one) => [one.id, one])),
      tokens: new Map(found.tokens.map((one) => [one.hash, one])),
      roles: new Map(found.roles.map((one) => [one.name, one])),
      origins: found.origins,
    }
    // Of two readings the one that began later has seen more.
    if (begun >= this.#readAt) {
      this.#known = known
      this.#readAt = begun
    }
    return known
  }
}
