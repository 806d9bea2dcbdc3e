import type { Identity } from '../settings.ts'
import { Access } from './access.ts'
import { FILTERS, type Grant } from './grant.ts'
import type { CustomRole, Dataset, Registered } from './register.ts'

/** One role as it is shown to people, and what it grants. */
export interface RoleDescription extends CustomRole {
  readonly isCustom: boolean
}

const builtIn = (name: string, title: string, description: string, grants: readonly Grant[]): RoleDescription => ({
  name,
  title,
  description,
  grants,
  isCustom: false,
})

/** The roles that are always there, the mightiest first. */
const BUILT_IN: readonly RoleDescription[] = [
  builtIn('administrator', 'Administrator', 'Reads, writes and publishes everything, and manages the project', [
    { filter: FILTERS.everything, permissions: ['read', 'create', 'update', 'history', 'editHistory', 'manage'] },
  ]),
  builtIn('editor', 'Editor', 'Reads, writes and publishes everything', [
    { filter: FILTERS.everything, permissions: ['read', 'create', 'update', 'history', 'editHistory'] },
  ]),
  builtIn('contributor', 'Contributor', 'Reads everything and writes drafts; does not publish', [
    { filter: FILTERS.everything, permissions: ['read', 'history'] },
    { filter: FILTERS.unpublished, permissions: ['create', 'update'] },
  ]),
  builtIn('viewer', 'Viewer', 'Reads everything, drafts and history included', [
    { filter: FILTERS.everything, permissions: ['read', 'history'] },
  ]),
  builtIn('deploy-studio', 'Deploy Studio', 'For programs that deploy a Studio; reads and writes no documents', []),
]

/** Whether `name` is that of a role that is always there, which no other may have. */
export function isBuiltIn(name: string): boolean {
  return BUILT_IN.some((role) => role.name === name)
}

/** Every role there is, the built-in ones first. */
export function allRoles({ roles }: Pick<Registered, 'roles'>): readonly RoleDescription[] {
  return [...BUILT_IN, ...[...roles.values()].map((role) => ({ ...role, isCustom: true }))]
}

/** The descriptions of `names`, the mightiest first. A name that no role has grants nothing. */
export function describeRoles(names: readonly string[], registered: Pick<Registered, 'roles'>): readonly RoleDescription[] {
  return allRoles(registered).filter((role) => names.includes(role.name))
}

/** In the dataset of the comments whoever writes drafts elsewhere writes: what stands there has no drafts. */
const comments: Grant = { filter: FILTERS.everything, permissions: ['read', 'create', 'update', 'history'] }

/** What `identity` may do in `dataset`; without one, what they may do in any. */
export function accessOf(identity: Identity | null, dataset: Dataset | null, registered: Registered): Access {
  const roles = identity ? describeRoles(identity.roles, registered) : []
  const granted = roles
    .flatMap((role) => role.grants)
    .filter((grant) => !dataset || !grant.datasets || grant.datasets.includes(dataset.name))
  const isOpen = !dataset || dataset.aclMode === 'public'
  const grants = [
    ...(isOpen ? [{ filter: FILTERS.published, permissions: ['read'] } as const satisfies Grant] : []),
    ...(dataset?.profile === 'comments' && roles.some((role) => role.name === 'contributor') ? [comments] : []),
    ...granted,
  ]
  return new Access(grants, identity?.id ?? '<none>')
}
