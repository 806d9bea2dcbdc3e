import { describe, expect, it } from 'vitest'
import { parseIdentifier } from './identifier.ts'
import { IssuerRefused } from './issuer-refused.ts'

describe('what somebody types as their OpenID', () => {
  it.each([
    ['me@example.org', 'acct:me@example.org', 'https://example.org', null],
    ['  Me.Too+x@EXAMPLE.org \n', 'acct:Me.Too%2Bx@example.org', 'https://example.org', null],
    ['acct:me@example.org', 'acct:me@example.org', 'https://example.org', null],
    ['josé@bücher.example', 'acct:jos%C3%A9@xn--bcher-kva.example', 'https://xn--bcher-kva.example', null],
    ['example.org', 'https://example.org/', 'https://example.org', null],
    ['example.org.', 'https://example.org/', 'https://example.org', null],
    ['example.org:8443', 'https://example.org:8443/', 'https://example.org:8443', null],
    ['مثال.إختبار', 'https://xn--mgbh0fb.xn--kgbechtv/', 'https://xn--mgbh0fb.xn--kgbechtv', null],
    ['https://example.org', 'https://example.org/', 'https://example.org', 'https://example.org/'],
    ['HTTPS://Example.org/Realms/People', 'https://example.org/Realms/People', 'https://example.org', 'https://example.org/Realms/People'],
    ['example.org/joe', 'https://example.org/joe', 'https://example.org', 'https://example.org/joe'],
    ['https://example.org/joe#me', 'https://example.org/joe', 'https://example.org', 'https://example.org/joe'],
    ['https://example.org:443/', 'https://example.org/', 'https://example.org', 'https://example.org/'],
    ['\u200Eme@example.org\u200F', 'acct:me@example.org', 'https://example.org', null],
    ['8.8.8.8', 'https://8.8.8.8/', 'https://8.8.8.8', null],
  ])('%j is normalised', (typed, resource, origin, address) => {
    expect(parseIdentifier(typed)).toEqual({ resource, origin, address })
  })

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['two words', 'form'],
    ['me@', 'form'],
    ['@example.org', 'form'],
    ['me@you@example.org', 'form'],
    ['me@example.org:8080', 'form'],
    ['https://me@example.org/', 'form'],
    ['https://me:secret@example.org/', 'form'],
    ['https://example.org/?a=b', 'form'],
    ['https://exa\u200Dmple.org', 'form'],
    ['https:\\\\example.org', 'form'],
    ['//example.org', 'form'],
    ['/etc/passwd', 'form'],
    ['javascript:alert(1)', 'form'],
    ['mailto:me@example.org', 'form'],
    ['ftp://example.org/', 'form'],
    ['file:///etc/passwd', 'form'],
    ['https://', 'form'],
    ['https://[::1', 'form'],
    ['example.org:99999', 'form'],
    [`${'a'.repeat(65)}@example.org`, 'form'],
    ['x'.repeat(301), 'form'],
    ['x'.repeat(1_000_000), 'form'],
    ['http://example.org', 'insecure'],
    ['localhost', 'private'],
    ['intranet', 'private'],
    ['me@localhost', 'private'],
    ['https://localhost:3000', 'private'],
    ['127.0.0.1', 'private'],
    ['127.1', 'private'],
    ['2130706433', 'private'],
    ['0x7f000001', 'private'],
    ['017700000001', 'private'],
    ['https://[::1]/', 'private'],
    ['https://[::ffff:127.0.0.1]/', 'private'],
    ['https://[64:ff9b::7f00:1]/', 'private'],
    ['https://[fd00::1]', 'private'],
    ['https://[fe80::1]/', 'private'],
    ['10.0.0.1', 'private'],
    ['me@192.168.1.1', 'private'],
    ['100.64.0.1', 'private'],
    ['169.254.169.254', 'private'],
    ['https://169.254.169.254/latest/meta-data', 'private'],
    ['0.0.0.0', 'private'],
    ['224.0.0.1', 'private'],
    ['１２７.０.０.１', 'private'],
  ])('%j is refused', (typed, code) => {
    let refused: unknown
    try {
      parseIdentifier(typed)
    } catch (error) {
      refused = error
    }
    expect(refused).toBeInstanceOf(IssuerRefused)
    expect(refused).toMatchObject({ code })
  })

  it('may be on this machine, by its own names alone, where a setting says so', () => {
    expect(parseIdentifier('http://localhost:4000', true).address).toBe('http://localhost:4000/')
    expect(() => parseIdentifier('http://example.org', true)).toThrow('insecure')
    expect(() => parseIdentifier('https://10.0.0.1', true)).toThrow('private')
  })
})
