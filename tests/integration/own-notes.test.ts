import { beforeEach, describe, expect, it } from 'vitest'
import { type NoteDesk, receiveNote } from '#app/api/notes/note-requests.ts'
import { tellNotes } from '#app/api/notes/tell-notes.ts'
import { listNotes, NOTE_LENGTH_MAX, NOTES_MAX } from '#lib/accounts/notes.ts'
import { notes } from '#lib/accounts/schema.ts'
import { database } from '#lib/db/connection.ts'
import type { FilledForm } from '#lib/render-record.ts'
import { AuthBrowser, locationOf } from '#tests/support/auth-browser.ts'
import { SITE } from '#tests/support/auth-settings.ts'
import { stageSignIn } from '#tests/support/sign-in-scene.ts'
import { someone } from '#tests/support/someone.ts'

const scene = stageSignIn()
const WORDS = 'Peru had an estimated 46,500 hectares of coca in 2014.'
/** The forms that were given back. */
const given: { readonly path: string; readonly form: FilledForm }[] = []

const desk: NoteDesk = {
  findPassage: async ({ sheet, paragraph }) =>
    sheet === 'sheet-1' && paragraph === 's1.b1'
      ? { words: WORDS, heading: 'Peru', written: 'en', edition: 3, citation: 'Department (2015). Peru (edition 3).' }
      : null,
  findFigure: async (id) =>
    id === 'observation-1'
      ? { words: 'Coca, Peru, 2014: 46,500 ha', heading: 'Coca, Peru', written: 'en', edition: null, citation: 'Coca.' }
      : null,
  renderForm: async (path, form) => {
    given.push({ path, form })
    return '<p>the form</p>'
  },
}
beforeEach(() => {
  given.length = 0
})

const passage = { action: 'add', sheet: 'sheet-1', paragraph: 's1.b1', edition: '3', lang: 'es', callbackUrl: '/es/my/notes?sheet=sheet-1' }
const receive = (request: Request) => receiveNote(request, desk)
const send = (browser: AuthBrowser, fields: Record<string, string>, origin: string | undefined = SITE) =>
  browser.post('/api/notes', fields, origin, receive)

describe('a passage', () => {
  it('is saved with the words around it, its edition and its citation, and comes back to where one was', async () => {
    const { browser, reader } = await someone(scene)
    const answer = await send(browser, { ...passage, exact: '46,500  hectares', text: 'For the briefing.' })
    expect(locationOf(answer)).toBe(`${SITE}/es/my/notes?sheet=sheet-1`)
    expect(await listNotes(reader)).toMatchObject([
      {
        documentId: 'sheet-1',
        kind: 'passage',
        anchor: 's1.b1',
        exact: '46,500 hectares',
        prefix: 'Peru had an estimated ',
        suffix: ' of coca in 2014.',
        edition: 3,
        citation: 'Department (2015). Peru (edition 3).',
        text: 'For the briefing.',
        revision: 1,
      },
    ])
  })

  it('without words of its own is the whole paragraph, and a figure is saved alone', async () => {
    const { browser, reader } = await someone(scene)
    await send(browser, passage)
    await send(browser, { action: 'add', figure: 'observation-1', text: '' })
    expect(await listNotes(reader)).toMatchObject([
      { exact: WORDS, prefix: '', suffix: '' },
      { documentId: null, kind: 'figure', anchor: 'observation-1', exact: 'Coca, Peru, 2014: 46,500 ha' },
    ])
  })

  it.each([
    ['words that the paragraph does not say', { exact: '49,800 hectares' }, 422],
    ['a paragraph that is nowhere', { paragraph: 's9.b9' }, 404],
  ])('with %s is given back as it was sent', async (_case, fields, status) => {
    const { browser, reader } = await someone(scene)
    const answer = await send(browser, { ...passage, text: 'My words.', ...fields })
    expect(answer.status).toBe(status)
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(given[0]).toMatchObject({ path: '/es/my/notes', form: { values: { text: 'My words.', ...fields } } })
    expect(await listNotes(reader)).toEqual([])
  })
})

describe('a note', () => {
  const ARABIC = 'هذه ملاحظة\r\n<script>alert(1)</script> "&amp;"'

  it('in right-to-left script and with markup is kept as typed', async () => {
    const { browser, reader } = await someone(scene)
    await send(browser, { ...passage, text: ARABIC })
    expect((await listNotes(reader))[0]?.text).toBe(ARABIC.replace('\r\n', '\n'))
  })

  it('that is too long is given back whole, with what to do', async () => {
    const { browser, reader } = await someone(scene)
    const text = 'ض'.repeat(NOTE_LENGTH_MAX + 1)
    expect((await send(browser, { ...passage, text })).status).toBe(422)
    expect(given[0]?.form.values['text']).toBe(text)
    expect(given[0]?.form.problem).toContain('10.000')
    expect(await listNotes(reader)).toEqual([])
    await send(browser, { ...passage, text: 'ض'.repeat(NOTE_LENGTH_MAX) })
    expect(await listNotes(reader)).toHaveLength(1)
  })

  it('of a megabyte in another form than a page can send is refused without being kept', async () => {
    const { browser } = await someone(scene)
    expect((await send(browser, { ...passage, text: 'x'.repeat(1024 * 1024) })).status).toBe(413)
  })

  it('changed on two devices at once loses neither: the second is told, sees what is kept, and can save over it', async () => {
    const { browser, reader } = await someone(scene)
    await send(browser, { ...passage, text: 'First.' })
    const id = (await listNotes(reader))[0]?.id ?? ''
    const change = (text: string, revision: string) => send(browser, { action: 'change', note: id, revision, text, lang: 'en' })
    expect((await change('From the telephone.', '1')).status).toBe(303)
    expect((await change('From the desk.', '1')).status).toBe(409)
    expect(given[0]?.form.values).toMatchObject({ text: 'From the desk.', kept: 'From the telephone.', revision: '2' })
    expect((await change('From the desk.', '2')).status).toBe(303)
    expect((await listNotes(reader))[0]).toMatchObject({ text: 'From the desk.', revision: 3 })
  })

  it('is deleted when asked', async () => {
    const { browser, reader } = await someone(scene)
    await send(browser, passage)
    const id = (await listNotes(reader))[0]?.id ?? ''
    await send(browser, { action: 'remove', note: id })
    expect(await listNotes(reader)).toEqual([])
    expect((await send(browser, { action: 'change', note: id, revision: '1', text: 'Too late.' })).status).toBe(404)
    expect(given[0]?.form.values['text']).toBe('Too late.')
  })

  it('is not one more than one may have', async () => {
    const { browser, reader } = await someone(scene)
    const context = { prefix: '', suffix: '', edition: null, heading: 'Coca', language: 'en', citation: 'Coca.', text: '' }
    const note = { userId: reader.id, documentId: null, kind: 'figure' as const, anchor: 'observation-1', exact: 'Coca', ...context }
    await database()
      .insert(notes)
      .values(Array.from({ length: NOTES_MAX }, () => note))
    expect((await send(browser, passage)).status).toBe(422)
  })
})

describe('somebody else', () => {
  it('neither sees, changes nor deletes a note whose id they have', async () => {
    const victim = await someone(scene)
    await send(victim.browser, { ...passage, text: 'Mine.' })
    const id = (await listNotes(victim.reader))[0]?.id ?? ''
    const other = await someone(scene)
    expect((await send(other.browser, { action: 'change', note: id, revision: '1', text: 'Theirs.' })).status).toBe(404)
    await send(other.browser, { action: 'remove', note: id })
    expect(await listNotes(victim.reader)).toMatchObject([{ text: 'Mine.' }])
    expect(JSON.stringify(given)).not.toContain('Mine.')
    const shown = async (all: readonly unknown[]) => {
      expect(all).toEqual([])
      return []
    }
    const told = await other.browser.send('/api/notes?sheet=sheet-1', {}, (request) => tellNotes(request, shown))
    expect(await told.json()).toEqual([])
  })

  it('who is nobody gets their words back, and is asked to sign in', async () => {
    const stranger = new AuthBrowser(SITE)
    await send(stranger, { ...passage, text: 'My words.' })
    expect(given[0]?.form.values['text']).toBe('My words.')
    expect(given[0]?.form.problem).toContain('sesión')
    expect((await stranger.send('/api/notes?sheet=sheet-1', {}, (request) => tellNotes(request, async () => []))).status).toBe(401)
    const asked = await stranger.send(
      '/api/notes',
      {
        method: 'POST',
        headers: { origin: SITE, accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(passage).toString(),
      },
      receive,
    )
    expect(asked.status).toBe(401)
  })

  it.each<[number, Record<string, string>, string | undefined]>([
    [403, passage, 'https://evil.example'],
    [400, { ...passage, sheet: 'drafts.sheet-1' }, SITE],
    [400, { ...passage, paragraph: '<b>' }, SITE],
    [400, { action: 'remove', note: "' or true --" }, SITE],
    [400, { action: 'steal' }, SITE],
  ])('is answered with %i for a form that is not as it must be', async (status, fields, origin) => {
    const { browser } = await someone(scene)
    const answer = await send(browser, fields, origin)
    expect(answer.status).toBe(status)
    expect(await answer.text()).not.toMatch(/ at |Error/)
  })
})
