import { checkEdition, type EditionRegister, findByHash, type KnownEdition, type Verdict } from '../check-edition.ts'

declare global {
  interface Window {
    /** Brought by a script, because pages below `file:` may load no data. */
    readonly copyEditions?: EditionRegister
  }
}

const FILE_BYTES_MAX = 16 * 1024 * 1024

const form = document.querySelector<HTMLFormElement>('#copy-verify')
const list = document.querySelector<HTMLElement>('#copy-verdicts')
const input = document.querySelector<HTMLInputElement>('#copy-files')
const text = document.querySelector<HTMLTextAreaElement>('#copy-text')
const register = window.copyEditions

if (form && list && input && text && register) {
  const words = list.dataset
  const say = (name: string, values: Readonly<Record<string, string | number>> = {}) =>
    (words[name] ?? '').replaceAll(/\{(\w+)\}/g, (_, key: string) => String(values[key] ?? ''))
  const day = (at: string) =>
    new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'long', timeZone: 'UTC', numberingSystem: 'latn' }).format(
      new Date(at),
    )

  const linkTo = ({ href }: KnownEdition) => {
    const link = document.createElement('a')
    link.href = (list.dataset['root'] ?? '') + href
    link.textContent = say('openEdition')
    return link
  }

  const sentences = (verdict: Verdict): readonly (string | Node)[] => {
    if (!('number' in verdict)) return [say(verdict.kind)]
    const { kind, number, heading, published, known, newest } = verdict
    const said = say(kind, { number, heading, date: day(published) })
    if (!known) return [said]
    const state = newest === null ? say('isWithdrawn') : newest === number ? say('isCurrent') : say('isSuperseded', { number: newest })
    return [said, ' ', state, ' ', linkTo(known)]
  }

  const tell = (name: string, kind: string, said: readonly (string | Node)[]) => {
    const item = document.createElement('li')
    item.dataset['verdict'] = kind
    const label = document.createElement('strong')
    label.append(document.createElement('bdi'))
    label.firstElementChild?.append(name)
    item.append(label, ': ', ...said)
    list.append(item)
  }

  const checkText = (name: string, given: string) => {
    const found = findByHash(given, register)
    if (found === null) {
      const verdict = checkEdition(given, register)
      tell(name, verdict.kind, sentences(verdict))
    } else if (found.length === 0) tell(name, 'unknownHash', [say('unknownHash')])
    else for (const edition of found) tell(name, 'known', [say('known', { ...edition }), ' ', linkTo(edition)])
  }

  const check = async (files: readonly File[]) => {
    list.replaceChildren()
    for (const file of files) {
      if (file.size > FILE_BYTES_MAX) tell(file.name, 'unreadable', [say('unreadable')])
      else checkText(file.name, await file.text())
    }
    if (text.value.trim() !== '') checkText(say('given'), text.value)
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void check([...(input.files ?? [])])
  })
  input.addEventListener('change', () => void check([...(input.files ?? [])]))
  document.addEventListener('dragover', (event) => event.preventDefault())
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    void check([...(event.dataTransfer?.files ?? [])])
  })
}
