import { expect, test } from 'vitest'
import { commonHeaders, embedHeaders, hostedElsewhere, NOWHERE, policiesFor } from './policies.ts'

const own = policiesFor(NOWHERE)
const hosted = policiesFor(hostedElsewhere('abc123'))

const sources = (policy: string, directive: string) => new RegExp(`(?:^|; )${directive} ([^;]*)`).exec(policy)?.[1]

test('No policy lets inline or evaluated script run that bears no nonce', () => {
  for (const policy of [own, hosted].flatMap((all) => [all.public(), all.account('n'), all.preview('n'), all.studio('n')])) {
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1]
    expect(["'self'", "'self' 'nonce-n'"]).toContain(scripts)
  }
})

test('Only a preview may be framed, and by us alone', () => {
  for (const all of [own, hosted]) {
    expect(all.preview('n')).toContain("frame-ancestors 'self'")
    for (const policy of [all.public(), all.account('n'), all.studio('n')]) expect(policy).toContain("frame-ancestors 'none'")
  }
})

test('What stands in pages of others may be framed by any of them, and may do nothing else', () => {
  expect(own.embed()).toBe("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *")
  const headers = embedHeaders({ ...commonHeaders('https://facts.example', true), 'Content-Security-Policy': own.public() }, own.embed())
  expect(headers).toMatchObject({ 'Content-Security-Policy': own.embed(), 'X-Robots-Tag': 'noindex' })
})

test('A site with content of its own names no other host', () => {
  for (const policy of [own.public(), own.account('n'), own.preview('n'), own.studio('n')]) expect(policy).not.toMatch(/https?:|wss:/)
})

test('With content on hosted Sanity, pages show its pictures, and the Studio alone asks its project', () => {
  expect(sources(hosted.public(), 'img-src')).toBe("'self' data: https://cdn.sanity.io")
  expect(sources(hosted.studio('n'), 'connect-src')).toBe(
    "'self' https://abc123.api.sanity.io wss://abc123.api.sanity.io https://api.sanity.io https://cdn.sanity.io",
  )
  for (const policy of [hosted.public(), hosted.account('n'), hosted.preview('n')]) expect(sources(policy, 'connect-src')).toBe("'self'")
})

test('A site on https asks to be reached by https alone', () => {
  expect(commonHeaders('https://facts.example', true)).toHaveProperty('Strict-Transport-Security')
  expect(commonHeaders('http://localhost:3000', true)).not.toHaveProperty('Strict-Transport-Security')
})

test('Only a site that asks for it is indexed', () => {
  expect(commonHeaders('https://facts.example', false)).toHaveProperty('X-Robots-Tag', 'noindex, nofollow')
  expect(commonHeaders('https://facts.example', true)).not.toHaveProperty('X-Robots-Tag')
})
