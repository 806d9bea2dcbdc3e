import { expect, test } from '#tests/support/playwright.ts'
import { expectAccessible } from './axe.ts'

const block = (key: string, text: string) => ({
  _type: 'block',
  _key: key,
  style: 'normal',
  markDefs: [],
  children: [{ _type: 'span', _key: key, text, marks: [] }],
})

test('axe finds nothing on a sheet in a language that the interface does not have, nor on a translation that is behind', async ({
  page,
  content,
}) => {
  const sheet = (language: string, text: string, more: object = {}) => ({
    _id: `elsewhere-${language}`,
    _type: 'factSheet',
    slug: { _type: 'slug', current: 'elsewhere' },
    language,
    summary: text,
    country: { _type: 'reference', _ref: 'country-peru' },
    institution: { _type: 'reference', _ref: 'institution' },
    sections: [{ _type: 'section', _key: 'a', heading: text, body: [block('0', text)] }],
    ...more,
  })
  const translationOf = {
    _type: 'translationOf',
    original: { _type: 'reference', _ref: 'elsewhere-en', _weak: true },
    isUnofficial: true,
    paragraphs: [{ _type: 'followedParagraph', _key: 'a.0', key: 'a.0', words: 'Before.' }],
  }
  await content.createOrReplace(sheet('en', 'Since then.'))
  await content.createOrReplace(sheet('fa', 'از آن زمان.', { translationOf }))
  await content.createOrReplace(sheet('ar', 'منذ ذلك الحين.', { translationOf }))
  for (const path of [
    '/fact-sheets/elsewhere/in/fa',
    '/ar/fact-sheets/elsewhere/in/fa',
    '/ar/fact-sheets/elsewhere',
    '/es/fact-sheets/elsewhere',
  ]) {
    const answer = await page.goto(path)
    expect(answer?.status()).toBe(200)
    await expectAccessible(page)
  }
})
