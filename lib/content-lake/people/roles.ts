import type { Role } from '../settings.ts'

/** What may be done to the documents that `filter` (GROQ) lets through: the shape of Sanity's grants.
 *  @see sanity `packages/sanity/src/core/store/grants/grantsStore.ts`, which evaluates them in the Studio */
export interface Grant {
  readonly filter: string
  readonly permissions: readonly ('read' | 'create' | 'update' | 'history' | 'editHistory' | 'manage')[]
}

/** One role as it is shown to people, and what it grants. */
export interface RoleDescription {
  readonly name: Role
  readonly title: string
  readonly description: string
  readonly grants: readonly Grant[]
}

const everything = '_id in path("**")'
/** Documents without a dot in their id: what strangers may read. */
const published = '_id in path("*")'
const unpublished = '_id in path("drafts.**") || _id in path("versions.**")'

/** Every role, the mightiest first. `rights.ts` decides; these say the same in the Studio's words, and a contract test holds the two together. */
export const ROLES: readonly RoleDescription[] = [
  {
    name: 'administrator',
    title: 'Administrator',
    description: 'Reads, writes and publishes everything, and manages the project',
    grants: [{ filter: everything, permissions: ['read', 'create', 'update', 'history', 'editHistory', 'manage'] }],
  },
  {
    name: 'editor',
    title: 'Editor',
    description: 'Reads, writes and publishes everything',
    grants: [{ filter: everything, permissions: ['read', 'create', 'update', 'history', 'editHistory'] }],
  },
  {
    name: 'contributor',
    title: 'Contributor',
    description: 'Reads everything and writes drafts; does not publish',
    grants: [
      { filter: everything, permissions: ['read', 'history'] },
      { filter: unpublished, permissions: ['create', 'update'] },
    ],
  },
  {
    name: 'viewer',
    title: 'Viewer',
    description: 'Reads everything, drafts and history included',
    grants: [{ filter: everything, permissions: ['read', 'history'] }],
  },
]

/** The descriptions of `names`, the mightiest first. */
export function describeRoles(names: readonly Role[]): RoleDescription[] {
  return ROLES.filter((role) => names.includes(role.name))
}

/** All that someone with the roles `names` is granted; what is published may be read without any. */
export function grantsOf(names: readonly Role[]): readonly Grant[] {
  const roles = describeRoles(names)
  return roles.length === 0 ? [{ filter: published, permissions: ['read'] }] : roles.flatMap((role) => role.grants)
}
