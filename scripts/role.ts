import { readFile } from 'node:fs/promises'
import type { Pool } from 'pg'
import { z } from 'zod'
import { customRoleSchema, keepRole, removeRole } from '#lib/content-lake/people/custom-roles.ts'
import { Register } from '#lib/content-lake/people/register.ts'
import { allRoles } from '#lib/content-lake/people/roles.ts'
import { runCommand, type Words } from './site/command.ts'
import { DATASET, PROJECT } from './site/lake-settings.ts'

const USAGE = `Usage: npm run role -- set <file.json>
       npm run role -- list
       npm run role -- remove <name>
The file holds {"name", "title", "description", "grants": [{"filter": "_type == \\"post\\"", "permissions": ["read", "update"]}]};
permissions are read, create, update, history, editHistory and manage. A grant may name the "datasets" that it is for.`

async function role(pool: Pool, { verb, rest }: Words): Promise<string> {
  const [first = '', ...more] = rest
  if (verb === 'set' && first !== '' && more.length === 0) {
    const given = customRoleSchema.safeParse(JSON.parse(await readFile(first, 'utf8')))
    if (!given.success) throw new Error(`${first} is no role: ${z.prettifyError(given.error)}`)
    await keepRole(pool, given.data)
    return `The role ${given.data.name} is kept, and holds from now on.`
  }
  if (verb === 'list' && rest.length === 0) {
    const roles = allRoles(await new Register(pool, { projectId: PROJECT, dataset: DATASET }).read())
    const grants = (one: (typeof roles)[number]): string =>
      one.grants
        .map(
          ({ filter, permissions, datasets }) =>
            `\n    ${permissions.join(', ')}${datasets ? ` in ${datasets.join(', ')}` : ''}: ${filter}`,
        )
        .join('')
    return roles.map((one) => `${one.name}${one.isCustom ? '' : ' (built in)'}: ${one.title}${grants(one)}`).join('\n')
  }
  if (verb === 'remove' && first !== '' && more.length === 0) {
    if (!(await removeRole(pool, first))) throw new Error(`There is no role "${first}" of one's own. See npm run role -- list.`)
    return `The role ${first} is gone; whoever had it has nothing by it any more.`
  }
  throw new Error(USAGE)
}

await runCommand('role', role)
