import { evaluate, parse } from 'groq-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Grant } from '#lib/content-lake/people/grant.ts'
import { PEOPLE, startLake, type PersonName, type TestLake } from '#tests/support/lake.ts'

interface Group {
  readonly members: readonly string[]
  readonly grants: readonly Grant[]
}

/** As the Studio asks, to learn whom a comment may name. */
const GROUPS = '*[_type == "system.group"]{members, grants}'

describe('who else works on the project', () => {
  let lake: TestLake
  const editors = [PEOPLE.editor, PEOPLE.colleague, PEOPLE.contributor]
  beforeAll(async () => {
    lake = await startLake({ members: async () => editors }, 'random')
  })
  afterAll(() => lake.close())

  const membersSeenBy = async (name: PersonName): Promise<readonly { id: string; role: string; isCurrentUser: boolean }[]> => {
    const response = await lake.fetch('/v2021-12-15/projects/local', {}, name)
    const { members } = (await response.json()) as { members: { id: string; role: string; isCurrentUser: boolean }[] }
    return members
  }
  const groupsSeenBy = async (name: PersonName): Promise<readonly Group[]> => {
    const query = new URLSearchParams({ query: GROUPS, perspective: 'raw' })
    const response = await lake.fetch(`/v2025-02-19/data/query/production?${query}`, {}, name)
    const { result } = (await response.json()) as { result: Group[] }
    return result
  }

  it('Everybody with a role sees all who have one, by pseudonym, each once', async () => {
    const members = await membersSeenBy('editor')
    expect(members.map(({ role, isCurrentUser }) => ({ role, isCurrentUser }))).toEqual([
      { role: 'editor', isCurrentUser: true },
      { role: 'editor', isCurrentUser: false },
      { role: 'contributor', isCurrentUser: false },
    ])
    const response = await lake.fetch(`/v2021-06-07/users/${members.map(({ id }) => id).join()}`, {}, 'editor')
    const profiles = (await response.json()) as { displayName: string }[]
    expect(profiles.map((one) => one.displayName)).toEqual(editors.map((one) => one.name))
    for (const { id } of members) expect(id).toMatch(/^p[\da-f]{24}$/)
    expect(JSON.stringify([members, profiles])).not.toContain('@')
  })

  it('Readers and strangers learn of nobody', async () => {
    expect(await membersSeenBy('reader')).toHaveLength(1)
    expect(await groupsSeenBy('reader')).toEqual([])
    expect(await lake.client().fetch(GROUPS, {}, { perspective: 'raw' })).toEqual([])
  })

  it('Evaluated as the Studio does, the groups say of each member what the lake lets them do', async () => {
    const members = await membersSeenBy('editor')
    const groups = await groupsSeenBy('editor')
    const may = async (id: string, permission: Grant['permissions'][number], document: object): Promise<boolean> => {
      const grants = groups.filter((group) => group.members.includes(id)).flatMap((group) => group.grants)
      for (const { filter, permissions } of grants) {
        const found: unknown = await (await evaluate(parse(`*[${filter}]`), { dataset: [document], identity: id })).get()
        if (Array.isArray(found) && found.length === 1 && permissions.includes(permission)) return true
      }
      return false
    }
    const [draft, published] = [
      { _id: 'drafts.a', _type: 'any' },
      { _id: 'a', _type: 'any' },
    ]
    for (const { id, role } of members) {
      expect(await may(id, 'read', draft), role).toBe(true)
      expect(await may(id, 'update', draft), role).toBe(true)
      expect(await may(id, 'update', published), role).toBe(role === 'editor')
    }
    expect(await may('somebody', 'read', draft)).toBe(false)
  })

  it('Without a list of the host, the lake knows the one who asks', async () => {
    const alone = await startLake()
    const { members } = await alone.client('viewer').request<{ members: { id: string }[] }>({ url: '/projects/local' })
    expect(members.map(({ id }) => id)).toEqual(['viewer'])
    await alone.close()
  })
})
