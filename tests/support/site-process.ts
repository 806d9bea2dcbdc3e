// A lake and a site in a process of their own, which reads its own pages when it is told their ids, and writes without end when it is told to
// `write`: for what only another process can show.
import { Pool } from 'pg'
import { runLake } from './lake.ts'
import { keyOf } from '#lib/content-lake/people/register.ts'
import { serveSiteOn } from './site-on-lake.ts'

const [databaseUrl = '', assetsDirectory = ''] = process.argv.slice(2)
const pool = new Pool({ connectionString: databaseUrl, max: 5 })
pool.on('error', () => {})
const lake = await runLake(databaseUrl, { pool, assetsDirectory }, () => pool.end())
const site = await serveSiteOn(lake, keyOf(lake.settings.projectId, lake.settings.dataset))

async function write(): Promise<void> {
  for (let count = 0; ; count += 1) {
    const writing = lake.client('editor').createOrReplace({ _id: 'endless', _type: 'sheet', title: String(count) })
    // One that was stopped for too long is refused what it was writing.
    await writing.catch(() => undefined)
  }
}

process.on('message', (order) => {
  if (order === 'write') void write()
  else void site.read(String(order)).then((title) => process.send?.(title))
})
process.on('disconnect', () => process.exit())
process.send?.('ready')
