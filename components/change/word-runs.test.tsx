import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { WordRuns } from './word-runs.tsx'

test('What was added is marked and said, without the space behind it, which stays', () => {
  const html = renderToStaticMarkup(
    <WordRuns
      runs={[
        { kind: 'added', text: 'no longer ' },
        { kind: 'kept', text: 'growing' },
      ]}
      language="en"
      written="en"
    />,
  )
  expect(html).toContain('<ins>no longer</ins>')
  expect(html.replaceAll(/<span class="said">[^<]*<\/span>/g, '').replaceAll(/<[^>]*>/g, '')).toBe('no longer growing')
})
