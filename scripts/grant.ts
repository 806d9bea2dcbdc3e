import type { Pool } from 'pg'
import { grantRole, revokeRole } from '#lib/auth/roles.ts'
import { Register } from '#lib/content-lake/people/register.ts'
import { allRoles } from '#lib/content-lake/people/roles.ts'
import { withSiteDatabase } from '#lib/db/site-database.ts'
import { DATASET, PROJECT } from './site/lake-settings.ts'

const USAGE = `Usage: npm run grant -- [--revoke] <issuer> <subject> <role>
The issuer and the subject of a person stand on their own page, under "Account and data". They need not have signed in before.
Roles: administrator, editor, contributor, viewer, and those of one's own (npm run role -- list).`

/** Gives or takes a role, and returns the sentence to print. */
async function grant(pool: Pool, words: readonly string[]): Promise<string> {
  const isRevoking = words.includes('--revoke')
  const [issuer, subject, role, ...rest] = words.filter((word) => word !== '--revoke')
  if (!issuer || !subject || !role || rest.length > 0) throw new Error(USAGE)
  const registered = await new Register(pool, { projectId: PROJECT, dataset: DATASET }).read()
  // What somebody has of a role that is gone may still be taken.
  if (!isRevoking && !allRoles(registered).some((one) => one.name === role && one.name !== 'deploy-studio'))
    throw new Error(`There is no role "${role}". ${USAGE}`)
  if (!URL.canParse(issuer)) throw new Error(`"${issuer}" is not the address of an issuer, such as https://accounts.google.com. ${USAGE}`)
  const who = `${subject} of ${issuer}`
  if (isRevoking) {
    return (await revokeRole(issuer, subject, role)) ? `${who} is no longer ${role}; their sessions were ended.` : `${who} was not ${role}.`
  }
  return (await grantRole(issuer, subject, role))
    ? `${who} is now ${role}. If they were signed in, they sign in again.`
    : `${who} was ${role} already.`
}

try {
  console.log(await withSiteDatabase('npm run grant', (pool) => grant(pool, process.argv.slice(2))))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
