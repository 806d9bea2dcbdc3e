import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startListeningLake, type ListeningLake } from '#tests/support/lake-server.ts'
import { halves } from '#tests/support/pictures.ts'
import { runSanityCommand } from '#tests/support/sanity-command.ts'

// The commands of docs/hosted-sanity.md, as they stand there. A lake of another project, at the addresses of hosted Sanity, stands for the hosted
// project: hosted Sanity itself was not tried.

let directory: string
let own: ListeningLake
let hosted: ListeningLake

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chancery-moving-'))
  ;[own, hosted] = await Promise.all([startListeningLake(), startListeningLake({ projectId: 'abc123' })])
})

afterAll(async () => {
  await Promise.all([own.close(), hosted.close()])
  await rm(directory, { recursive: true, force: true })
})

/** The commands about datasets under a heading of the page, in their order. */
async function commandsUnder(heading: string): Promise<string[]> {
  const page = await readFile('docs/hosted-sanity.md', 'utf8')
  const section = page.split('\n## ').find((part) => part.startsWith(`${heading}\n`)) ?? ''
  return [...section.matchAll(/^(?:npx sanity|npm run sanity --) dataset .*$/gm)].map(([command]) => command)
}

/** Runs a command of the page: `npx sanity` asks the hosted project, `npm run sanity` the lake of this site. */
async function run(command: string, archive: string): Promise<void> {
  const words = command.replace('content.tar.gz', archive).split(' ')
  const isOwn = words[0] === 'npm'
  const ended = await runSanityCommand(isOwn ? own.port : hosted.port, 'administrator-token', words.slice(isOwn ? 4 : 2))
  expect(ended, `${command}\n${ended.output}`).toMatchObject({ code: 0 })
}

async function fill(lake: ListeningLake, id: string): Promise<string> {
  const picture = await lake.client('editor').assets.upload(
    'image',
    await halves(id.length * 8, 16)
      .png()
      .toBuffer(),
    { filename: `${id}.png` },
  )
  const image = { _type: 'image', asset: { _type: 'reference', _ref: picture._id } }
  await lake
    .client('editor')
    .transaction()
    .create({ _id: id, _type: 'note', image })
    .create({ _id: `drafts.${id}`, _type: 'note' })
    .commit()
  return picture._id
}

test.each([
  ['From hosted Sanity to this site', 'theirs', () => [hosted, own] as const],
  ['From this site to hosted Sanity', 'ours', () => [own, hosted] as const],
])(
  '%s: the two commands bring documents, drafts and pictures',
  async (heading, id, lakes) => {
    const [from, to] = lakes()
    const picture = await fill(from, id)
    const commands = await commandsUnder(heading)
    expect(commands).toHaveLength(2)
    for (const command of commands) await run(command, join(directory, `${id}.tar.gz`))
    const client = to.client('editor')
    expect(await client.getDocument(id)).toMatchObject({ image: { asset: { _ref: picture } } })
    expect(await client.getDocument(`drafts.${id}`)).toMatchObject({ _type: 'note' })
    const { path } = await client.fetch<{ path: string }>('*[_id == $picture][0]{path}', { picture })
    expect(path).toContain(`images/${to.settings.projectId}/production/`)
    expect((await fetch(`${to.origin}/lake/${path}`)).status).toBe(200)
  },
  120_000,
)
