// A lake and a site in a process of their own, which reads its own pages when it is told to: for what only another process can show.
import { Pool } from 'pg'
import { runLake } from './lake.ts'
import { serveSiteOn } from './site-on-lake.ts'

const [databaseUrl = '', assetsDirectory = ''] = process.argv.slice(2)
const pool = new Pool({ connectionString: databaseUrl, max: 5 })
pool.on('error', () => {})
const site = await serveSiteOn(await runLake(databaseUrl, { pool, assetsDirectory }, () => pool.end()))
process.on('message', (id) => void site.read(String(id)).then((title) => process.send?.(title)))
process.on('disconnect', () => process.exit())
process.send?.('ready')
