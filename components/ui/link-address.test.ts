import { expect, it } from 'vitest'
import { linkAddress } from './link-address.ts'

it.each(['https://example.org/a?b=c', 'http://example.org', 'mailto:office@example.org', '/faq', '/', '#openid', ' /faq '])(
  'leads to %s',
  (href) => {
    expect(linkAddress(href)).toBe(href.trim())
  },
)

it.each(['javascript:alert(1)', 'JavaScript:alert(1)', 'data:text/html,x', '//elsewhere.example', 'vbscript:x', '', null, undefined])(
  'does not lead to %s',
  (href) => {
    expect(linkAddress(href)).toBeNull()
  },
)
