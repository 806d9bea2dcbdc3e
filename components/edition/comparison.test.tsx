import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { Comparison } from './comparison.tsx'

test('Parts without a heading are headed alike, and none of them is a landmark', () => {
  const part = (key: string) => ({ key, heading: null, kind: 'added' as const, changes: [] })
  const compared = { figures: [], parts: [part('one'), part('two')] }
  const html = renderToStaticMarkup(<Comparison compared={compared} language="en" written="en" />)
  expect(html.match(/<h3 id="(one|two)">Text without a heading<\/h3>/g)).toHaveLength(2)
  expect(html.match(/<section aria-labelledby="[^"]*"/g)).toEqual(['<section aria-labelledby="figures"', '<section aria-labelledby="text"'])
})
