import { expect, it, test } from 'vitest'
import { embeddedAt, embedPath, oembedAnswer } from './oembed.ts'

const origin = 'https://facts.example'

test.each([
  ['https://facts.example/indicators/coca-cultivation/peru', '/embed/charts/coca-cultivation/peru', 'en'],
  ['https://facts.example/es/indicators/coca-cultivation/peru/', '/embed/charts/coca-cultivation/peru', 'es'],
  ['https://facts.example/indicators/coca-cultivation/peru#observation-pe-1', '/embed/figures/observation-pe-1', 'en'],
  ['https://facts.example/ar/embed/figures/observation-pe-1', '/embed/figures/observation-pe-1', 'ar'],
  ['https://facts.example/embed/charts/coca-cultivation/peru', '/embed/charts/coca-cultivation/peru', 'en'],
])('%s is embedded as %s', (address, path, language) => {
  const embedded = embeddedAt(address, origin)
  expect(embedded && [embedPath(embedded), embedded.language]).toEqual([path, language])
})

test.each([
  '',
  'https://other.example/indicators/a/b',
  'https://facts.example/fact-sheets/peru',
  'https://facts.example/indicators/a',
  'x:y',
])('“%s” is none of the site’s, or not to be embedded', (address) => expect(embeddedAt(address, origin)).toBeNull())

it('gives a frame no larger than there is room for, and escapes what it is called', () => {
  const page = { kind: 'chart', address: `${origin}/embed/charts/a/b`, title: 'Coca "a" <b>', site: 'Facts', origin } as const
  expect(oembedAnswer(page, { width: 300, height: 200 })).toMatchObject({
    version: '1.0',
    type: 'rich',
    width: 300,
    height: 200,
    html: '<iframe src="https://facts.example/embed/charts/a/b" title="Coca &quot;a&quot; &lt;b&gt;" width="300" height="200" loading="lazy" style="border:0"></iframe>',
  })
  expect(oembedAnswer(page, { width: null, height: null })).toMatchObject({ width: 640, height: 760 })
})
