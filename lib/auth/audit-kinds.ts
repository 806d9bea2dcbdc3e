/** What the log of accounts tells of. */
export const AUDIT_KINDS = [
  'signed-in',
  'refused',
  'signed-out',
  'confirmed',
  'recovery-set',
  'recovery-removed',
  'recovery-asked',
  'recovered',
  'linked',
  'unlinked',
  'merged',
  'deleted',
  'role-granted',
  'role-revoked',
  'suspended',
  'resumed',
  'sessions-ended',
] as const

export type AuditKind = (typeof AUDIT_KINDS)[number]
