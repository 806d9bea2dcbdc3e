import { type EditionFault, type EditionFile, faultOf, type KeySet, parseEditionFile, parseKeySet } from '#lib/publishing/edition-file.ts'

interface GivenFile {
  readonly name: string
  readonly text: string
}

const FAULTS: Record<EditionFault, string> = {
  changed: 'NOT GENUINE: its text is not the one that its hash belongs to',
  'unknown-key': 'NOT GENUINE: it names a key that is not among the keys given',
  forged: 'NOT GENUINE: its signature was not made with the key that it names',
  'retired-key': 'NOT GENUINE: it was published after the time of its key had ended',
}

/** Checks `files`, each by itself and in the chain with the others, and gives a line for each. `isGood` is whether all are as they were signed.
 *  @throws {Error} if the keys are no key set */
export function verifyFiles(
  files: readonly GivenFile[],
  keys: GivenFile | null,
): { readonly lines: readonly string[]; readonly isGood: boolean } {
  const keySet = keys === null ? null : parseKeySet(keys.text)
  if (keys !== null && keySet === null) throw new Error(`${keys.name} is no key set: take it from <site>/.well-known/chancery-keys.json.`)
  const parsed = files.map(({ name, text }) => ({ name, file: parseEditionFile(text) }))
  const results = parsed.map(({ name, file }) => {
    if (!file) return { isGood: false, line: `${name}: this is no file of an edition` }
    const fault = faultIn(file, keySet) ?? chainFault(file, parsed)
    return {
      isGood: fault === null,
      line: `${name}: ${fault ?? `${keySet ? 'genuine' : 'hash right, signature not checked (--keys)'}, ${nameOf(file)}`}`,
    }
  })
  return { lines: results.map(({ line }) => line), isGood: results.every(({ isGood }) => isGood) }
}

function faultIn(file: EditionFile, keys: KeySet | null): string | null {
  const fault = faultOf(file, keys ?? { keys: [] })
  if (fault === null || (keys === null && fault === 'unknown-key')) return null
  return FAULTS[fault]
}

/** Where the edition before is at hand, this one must name its hash. */
function chainFault({ edition }: EditionFile, all: readonly { readonly file: EditionFile | null }[]): string | null {
  const before = all.find(({ file }) => file?.edition.document === edition.document && file.edition.number === edition.number - 1)?.file
  return !before || before.hash === edition.previous
    ? null
    : 'BROKEN CHAIN: the edition before it, which is here, is not the one that it names'
}

function nameOf({ edition }: EditionFile): string {
  return `edition ${edition.number} of "${edition.heading}" (${edition.language}), published ${edition.published.slice(0, 10)}`
}
