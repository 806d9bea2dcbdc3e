import { expect, test } from 'vitest'
import { shownHost } from './shown-host.ts'

/** A host as it is in addresses. */
const ascii = (name: string): string => new URL(`https://${name}`).host

test.each(['example.org', 'id.example.org:8443', '8.8.8.8', '[2001:db8::1]', '[2001:db8::1]:8443'])('%s stays as it is', (host) => {
  expect(shownHost(host)).toBe(host)
})

test.each([
  ['bücher.example', 'bücher.example (xn--bcher-kva.example)'],
  ['мвд.example:8443', 'мвд.example:8443 (xn--b1aew.example)'],
  ['例え.jp', '例え.jp (xn--r8jz45g.jp)'],
  ['ひらがなカタカナ漢字.jp', 'ひらがなカタカナ漢字.jp (xn--u8je8jva7joz9j0b8616a2s2h.jp)'],
])('%s is followed by its Punycode', (host, shown) => {
  expect(shownHost(ascii(host)).replace(/ \(.*/, '')).toBe(shown.replace(/ \(.*/, ''))
  expect(shownHost(ascii(host))).toContain(`(${ascii(host).replace(/:\d+$/, '')})`)
})

test.each(['аpple.com', 'gооgle.com', 'раураl.com', 'exаmple.org', 'αdobe.com', 'ᚠex.org'])(
  '%s mixes scripts, and is Punycode alone',
  (host) => {
    expect(shownHost(ascii(host))).toBe(ascii(host))
    expect(shownHost(ascii(host))).toContain('xn--')
  },
)
