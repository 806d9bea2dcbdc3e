import type { ListeningLake } from './lake-server.ts'
import { runScript } from './start.ts'

/** A token with `role`, made for the database of `lake` as an operator makes one: by `npm run token`, without npm. */
export async function makeToken(lake: Pick<ListeningLake, 'databaseUrl' | 'settings'>, role: string): Promise<{ id: string; key: string }> {
  const settings = { DATABASE_URL: lake.databaseUrl, DATA_DIR: lake.settings.assetsDirectory }
  const { code, output } = await runScript('scripts/token.ts', settings, { args: ['create', `${role} of the tests`, role] })
  const [key = ''] = /sk[\w-]{43}/.exec(output) ?? []
  const [id = ''] = /si[\da-f]{18}/.exec(output) ?? []
  if (code !== 0 || key === '' || id === '') throw new Error(`npm run token made no token: ${output}`)
  return { id, key }
}
