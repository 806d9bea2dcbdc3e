import { evaluate, parse } from 'groq-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Grant } from '#lib/content-lake/people/grant.ts'
import { ORIGIN, startLake, type PersonName, type TestLake } from '#tests/support/lake.ts'

const people: readonly PersonName[] = ['administrator', 'editor', 'contributor', 'viewer', 'reader']
const ids = [
  'fact-sheet-peru',
  'drafts.fact-sheet-peru',
  'versions.rASAP.fact-sheet-peru',
  'secret.note',
  '_.releases.rASAP',
  'image-abc-1x1-png',
]

/** What the README says of each role. */
function may(name: PersonName, id: string): { read: boolean; write: boolean } {
  const isDraft = /^(?:drafts|versions)\./.test(id)
  if (name === 'reader') return { read: !id.includes('.'), write: false }
  return { read: true, write: name === 'administrator' || name === 'editor' || (name === 'contributor' && isDraft) }
}

describe('the project', () => {
  let lake: TestLake
  beforeAll(async () => {
    lake = await startLake()
  })
  afterAll(() => lake.close())

  it('The client lists projects and datasets by its own methods', async () => {
    const client = lake.client('viewer')
    expect((await client.projects.list()).map((one) => one.id)).toEqual(['local'])
    expect(await client.projects.getById('local')).toMatchObject({
      id: 'local',
      members: [{ id: 'viewer', role: 'viewer', isCurrentUser: true }],
      isDisabled: false,
    })
    expect((await client.datasets.list()).map((one) => one.name)).toEqual(['production'])
  })

  it('Members, features and organization come as asked', async () => {
    const without = await lake
      .client('viewer')
      .request<object>({ url: '/projects/local?includeMembers=false&includeFeatures=false&includeOrganization=true' })
    expect(Object.keys(without)).not.toContain('members')
    expect(Object.keys(without)).not.toContain('features')
    expect(without).toMatchObject({ organization: null })
    expect((await lake.fetch('/v1/projects/local?includeMembers=perhaps', {}, 'viewer')).status).toBe(400)
  })

  it('There is no plan, and so no limit that a plan sets', async () => {
    expect(await lake.client('viewer').request({ url: '/subscriptions/project/local' })).toBeNull()
    expect((await lake.fetch('/v1/subscriptions/project/other', {}, 'viewer')).status).toBe(404)
  })

  it('Strangers learn nothing of it, and what was not made does not exist', async () => {
    for (const path of [
      'projects',
      'projects/local',
      'projects/local/datasets',
      'projects/local/datasets/production/acl',
      'projects/local/grants',
      'features',
      'datasets',
      'subscriptions/project/local',
    ]) {
      expect((await lake.fetch(`/v1/${path}`)).status, path).toBe(401)
    }
    expect((await lake.fetch('/v1/projects/other', {}, 'viewer')).status).toBe(404)
    expect((await lake.fetch('/v1/projects/local/datasets/other/acl', {}, 'viewer')).status).toBe(404)
    expect((await lake.fetch('/v1/data/ping/other', {}, 'viewer')).status).toBe(404)
  })

  it.each(people)('The grants of the %s, evaluated as the Studio does, say what the lake does', async (name) => {
    const grants = await lake.client(name).request<Grant[]>({ url: '/projects/local/datasets/production/acl' })
    const granted = async (permission: Grant['permissions'][number], document: object): Promise<boolean> => {
      for (const grant of grants) {
        const found: unknown = await (await evaluate(parse(`*[${grant.filter}]`), { dataset: [document], identity: name })).get()
        if (Array.isArray(found) && found.length === 1 && grant.permissions.includes(permission)) return true
      }
      return false
    }
    for (const _id of ids) {
      const document = { _id, _type: 'any' }
      expect(await granted('read', document), `read ${_id}`).toBe(may(name, _id).read)
      expect(await granted('update', document), `update ${_id}`).toBe(may(name, _id).write)
      expect(await granted('create', document), `create ${_id}`).toBe(may(name, _id).write)
    }
  })

  it('Grants by kind hold the same filters', async () => {
    const grants = await lake
      .client('contributor')
      .request<Record<string, { config: { filter: string } }[]>>({ url: '/projects/local/grants' })
    const acl = await lake.client('contributor').request<Grant[]>({ url: '/projects/local/datasets/production/acl' })
    expect(['_id in path("*")', ...(grants['sanity.document.filter'] ?? []).map((one) => one.config.filter)]).toEqual(
      acl.map((one) => one.filter),
    )
  })

  it('Releases, comments and tasks are on, and nothing is sold, told or scheduled', async () => {
    const get = (path: string): Promise<unknown> => lake.client('editor', '2024-11-12').request({ url: path })
    const features = await get('/features')
    expect(features).toContain('contentReleases')
    expect(features).toContain('studioComments')
    expect(features).toContain('sanityTasks')
    expect(features).toContain('singleDocRelease')
    expect(await get('/projects/local/datasets?datasetProfile=comments&addonFor=production')).toEqual([])
    expect(await get('/projects/local/user-applications')).toEqual([])
    expect(await get('/projects/local/new-content-release-allowed')).toMatchObject({
      data: { orgActiveReleaseCount: 0, orgActiveReleaseLimit: null },
    })
    expect(await get('/journey/trial?studioVersion=6')).toBeNull()
    expect(await get('/journey/announcements')).toEqual([])
    expect(await get('/help')).toEqual({})
    expect(await get('/intake/telemetry-status')).toEqual({ status: 'denied' })
    expect(await get('/schedules/local/production?limit=1')).toEqual({ schedules: [] })
    expect(await get('/data/actions/production')).toEqual({ enabled: true, compatibleStudioVersions: '*' })
    expect(await get('/geoip/country')).toEqual({ isoCode: null })
    expect(await get('/check/cors')).toEqual({ result: { allowed: true, withCredentials: true } })
    expect(await get('/ping')).toEqual({ pong: true })
  })

  it('What a closing tab of the Studio tells of its use is taken as the plain text that it is, from our own pages alone', async () => {
    const tell = (origin: string) =>
      lake.fetch(
        '/v2023-12-18/intake/batch',
        { method: 'POST', body: '{"batch":[]}', headers: { origin, 'content-type': 'text/plain' } },
        'editor',
      )
    expect((await tell(ORIGIN)).status).toBe(200)
    expect((await tell('http://elsewhere.test')).status).toBe(403)
  })

  it('Another origin is told that it may not use the lake from a browser', async () => {
    const response = await lake.fetch('/v1/check/cors', { headers: { origin: 'http://elsewhere.test' } })
    expect(await response.json()).toEqual({ result: { allowed: false, withCredentials: false } })
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('An active release is counted', async () => {
    const content = JSON.stringify({ _id: '_.releases.rA', _type: 'system.release', state: 'active' })
    await lake.pool.query(
      "insert into lake.document (dataset, id, type, revision, content) values ('local/production', '_.releases.rA', 'system.release', 'r', $1)",
      [content],
    )
    expect(await lake.client('editor').request({ url: '/projects/local/new-content-release-allowed' })).toMatchObject({
      data: { orgActiveReleaseCount: 1 },
    })
  })

  it('What refers to a document is told with its places, drafts only to those who may see them', async () => {
    const insert = (document: { _id: string; [key: string]: unknown }): Promise<unknown> =>
      lake.pool.query(
        "insert into lake.document (dataset, id, type, revision, content, refers_to) values ('local/production', $1, 'factSheet', 'r', $2, '{country-peru}')",
        [document._id, JSON.stringify(document)],
      )
    await insert({
      _id: 'sheet',
      _type: 'factSheet',
      country: { _ref: 'country-peru' },
      list: [{ _key: 'k1', to: { _ref: 'country-peru' } }],
    })
    await insert({ _id: 'drafts.sheet', _type: 'factSheet', country: { _ref: 'country-peru' } })
    const url = '/data/references/production/documents/country-peru/to'
    expect(await lake.client('viewer').request({ url })).toEqual({
      totalCount: 2,
      references: [
        { projectId: 'local', datasetName: 'production', documentId: 'drafts.sheet', paths: ['country'] },
        { projectId: 'local', datasetName: 'production', documentId: 'sheet', paths: ['country', 'list[_key=="k1"].to'] },
      ],
    })
    expect(await lake.client().request({ url: `${url}?excludePaths=true` })).toEqual({
      totalCount: 1,
      references: [{ projectId: 'local', datasetName: 'production', documentId: 'sheet' }],
    })
    expect(await lake.client('viewer').request({ url: `${url}?excludeInternalReferences=true&excludePaths=true` })).toEqual({
      totalCount: 0,
      references: [],
    })
    expect((await lake.fetch('/v1/data/references/production/documents/%00/to')).status).toBe(400)
    expect((await lake.fetch('/v1/data/references/production/documents/drafts.sheet/to')).status).toBe(404)
  })
})
