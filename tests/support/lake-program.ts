// A lake alone as a program of its own, so that its memory can be bounded: `node lake-program.ts <database url> <directory> <port>`. The token
// `administrator-token` is an administrator's.
import { Pool } from 'pg'
import { createLake } from '#lib/content-lake/server.ts'
import { startLakeServer } from '#lib/server/lake-server.ts'

const [, , connectionString = '', assetsDirectory = '', port = ''] = process.argv
const origin = `http://localhost:${port}`
const lake = await createLake({
  projectId: 'local',
  dataset: 'production',
  pool: new Pool({ connectionString }),
  assetsDirectory,
  origin,
  identify: async () => null,
  people: async () => [],
  tokens: new Map([['administrator-token', { id: 'administrator', name: 'Administrator', roles: ['administrator'] }]]),
})
await startLakeServer({ lake, origin, port: Number(port), host: '127.0.0.1' })
console.info('Listening')
