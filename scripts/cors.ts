import type { Pool } from 'pg'
import { z } from 'zod'
import { allowOrigin, forbidOrigin, originSchema } from '#lib/content-lake/people/cors.ts'
import { Register } from '#lib/content-lake/people/register.ts'
import { runCommand, type Words } from './site/command.ts'
import { DATASET, PROJECT } from './site/lake-settings.ts'

const USAGE = `Usage: npm run cors -- add <origin> [--credentials]
       npm run cors -- list
       npm run cors -- remove <origin>
An origin is written as https://example.org, https://*.example.org or http://localhost:*. With --credentials browsers send cookies and tokens
along; a cookie alone never writes from there. With --project=<id>, for another project.`

async function cors(pool: Pool, { verb, rest, project }: Words): Promise<string> {
  const registered = await new Register(pool, { projectId: PROJECT, dataset: DATASET }).read()
  const origins = registered.origins.filter((one) => one.project === project)
  const allowCredentials = rest.includes('--credentials')
  const [origin = '', ...more] = rest.filter((word) => word !== '--credentials')
  if (verb === 'add' && origin !== '' && more.length === 0) {
    const given = originSchema.safeParse({ origin, allowCredentials })
    if (!given.success) throw new Error(z.prettifyError(given.error))
    if (!registered.projects.has(project)) throw new Error(`There is no project "${project}".`)
    await allowOrigin(pool, project, given.data)
    return `Pages of ${given.data.origin} may use the project ${project}${allowCredentials ? ', with cookies and tokens' : ''}.`
  }
  if (verb === 'list' && rest.length === 0)
    return (
      origins.map((one) => `${one.origin}${one.allowCredentials ? ' (with credentials)' : ''}`).join('\n') || 'No other origin is allowed.'
    )
  if (verb === 'remove' && origin !== '' && more.length === 0) {
    const found = origins.find((one) => one.origin === origin)
    if (!found || !(await forbidOrigin(pool, project, found.id))) throw new Error(`"${origin}" was not allowed.`)
    return `Pages of ${origin} may not use the project ${project} any more.`
  }
  throw new Error(USAGE)
}

await runCommand('cors', cors)
