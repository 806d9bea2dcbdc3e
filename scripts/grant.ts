import { grantRole, isRole, revokeRole, ROLES } from '#lib/auth/roles.ts'
import { withSiteDatabase } from '#lib/db/site-database.ts'

const USAGE = `Usage: npm run grant -- [--revoke] <issuer> <subject> <${ROLES.join('|')}>
The issuer and the subject of a person stand on their own page, under "My details". They need not have signed in before.`

/** Gives or takes a role, and returns the sentence to print. */
async function grant(words: readonly string[]): Promise<string> {
  const isRevoking = words.includes('--revoke')
  const [issuer, subject, role, ...rest] = words.filter((word) => word !== '--revoke')
  if (!issuer || !subject || !role || rest.length > 0) throw new Error(USAGE)
  if (!isRole(role)) throw new Error(`There is no role "${role}". ${USAGE}`)
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
  console.log(await withSiteDatabase('npm run grant', () => grant(process.argv.slice(2))))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
