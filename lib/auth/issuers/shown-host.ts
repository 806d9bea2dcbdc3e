import { domainToUnicode } from 'node:url'

const SCRIPTS = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Armenian',
  'Georgian',
  'Hebrew',
  'Arabic',
  'Devanagari',
  'Bengali',
  'Tamil',
  'Thai',
  'Han',
  'Hiragana',
  'Katakana',
  'Bopomofo',
  'Hangul',
].map((name) => ({ name, letter: new RegExp(String.raw`\p{Script_Extensions=${name}}`, 'u') }))
/** Scripts that are written together. */
const TOGETHER = [
  ['Han', 'Hiragana', 'Katakana'],
  ['Han', 'Hangul'],
  ['Han', 'Bopomofo'],
]

/**
 * `host` (in Punycode, a port with it) as a person is to see it before they go there. A name in another script is followed by its
 * Punycode, since it may look like one they know; one that mixes scripts in a label, as hardly any honest one does, is Punycode alone.
 * @see Unicode Technical Standard 39, section 5.1 (mixed-script detection)
 */
export function shownHost(host: string): string {
  const [, name = host, port = ''] = /^(.*?)(:\d+)?$/.exec(host) ?? []
  const unicode = domainToUnicode(name)
  if (unicode === '' || unicode === name) return host
  return unicode.split('.').every(isOfOneScript) ? `${unicode}${port} (${name})` : host
}

function isOfOneScript(label: string): boolean {
  let possible: readonly string[] | null = null
  for (const letter of label.match(/\p{L}/gu) ?? []) {
    const own = SCRIPTS.filter((script) => script.letter.test(letter)).map(({ name }) => name)
    if (own.length === 0) return false
    const families = [...own, ...TOGETHER.filter((family) => own.some((name) => family.includes(name))).map((family) => family.join())]
    possible = possible === null ? families : possible.filter((family) => families.includes(family))
    if (possible.length === 0) return false
  }
  return true
}
