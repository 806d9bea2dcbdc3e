import { expect, test } from 'vitest'
import { accountPolicy, commonHeaders, previewPolicy, publicPolicy, studioPolicy } from './policies.ts'

test('No policy lets inline or evaluated script run that bears no nonce', () => {
  for (const policy of [publicPolicy(), accountPolicy('n'), previewPolicy('n'), studioPolicy('n')]) {
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1]
    expect(["'self'", "'self' 'nonce-n'"]).toContain(scripts)
  }
})

test('Only a preview may be framed, and by us alone', () => {
  expect(previewPolicy('n')).toContain("frame-ancestors 'self'")
  for (const policy of [publicPolicy(), accountPolicy('n'), studioPolicy('n')]) expect(policy).toContain("frame-ancestors 'none'")
})

test('A site on https asks to be reached by https alone', () => {
  expect(commonHeaders('https://facts.example', true)).toHaveProperty('Strict-Transport-Security')
  expect(commonHeaders('http://localhost:3000', true)).not.toHaveProperty('Strict-Transport-Security')
})

test('Only a site that asks for it is indexed', () => {
  expect(commonHeaders('https://facts.example', false)).toHaveProperty('X-Robots-Tag', 'noindex, nofollow')
  expect(commonHeaders('https://facts.example', true)).not.toHaveProperty('X-Robots-Tag')
})
