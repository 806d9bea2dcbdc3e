import type { Pool } from 'pg'
import { Register } from '#lib/content-lake/people/register.ts'
import { allRoles } from '#lib/content-lake/people/roles.ts'
import { tokenSchema } from '#lib/content-lake/people/token-list.ts'
import { createToken, revokeToken } from '#lib/content-lake/people/tokens.ts'
import { runCommand, type Words } from './site/command.ts'
import { DATASET, PROJECT } from './site/lake-settings.ts'

const USAGE = `Usage: npm run token -- create <label> <role>
       npm run token -- list
       npm run token -- revoke <id>
The token is shown once, when it is made. A program sends it as "Authorization: Bearer <token>". With --project=<id>, for another project.`

async function token(pool: Pool, { verb, rest, project }: Words): Promise<string> {
  const registered = await new Register(pool, { projectId: PROJECT, dataset: DATASET }).read()
  const [first = '', second = '', ...more] = rest
  if (verb === 'create' && second !== '' && more.length === 0) {
    const { label, roleName: role } = tokenSchema.parse({ label: first, roleName: second })
    const names = allRoles(registered).map(({ name }) => name)
    if (!names.includes(role)) throw new Error(`There is no role "${role}", only ${names.join(', ')}.`)
    if (!registered.projects.has(project)) throw new Error(`There is no project "${project}".`)
    const { id, key } = await createToken(pool, { project, label, role })
    return `${key}\nThis is the token, and nobody can show it again. It is kept as ${id}: ${label}, ${role}.`
  }
  if (verb === 'list' && rest.length === 0) {
    const lines = [...registered.tokens.values()]
      .filter((one) => one.project === project)
      .map(
        (one) =>
          `${one.id}  ${one.role}  made ${one.createdAt.slice(0, 10)}, used ${one.lastUsedAt?.slice(0, 10) ?? 'never'}  ${one.label}`,
      )
    return lines.length === 0 ? 'There are no tokens.' : lines.join('\n')
  }
  if (verb === 'revoke' && first !== '' && second === '') {
    if (!(await revokeToken(pool, project, first))) throw new Error(`There is no token "${first}". See npm run token -- list.`)
    return `${first} opens nothing any more, at the latest in half a minute for what is open already.`
  }
  throw new Error(USAGE)
}

await runCommand('token', token)
