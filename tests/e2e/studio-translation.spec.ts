import type { Page } from '@playwright/test'
import { fillField, openInStudio, publishInStudio } from './studio-form.ts'
import { expect, OPEN_MS_MAX, test } from './studio-test.ts'

test.setTimeout(180_000)

const sheet = (id: string, language: string, words: string) => ({
  _id: id,
  _type: 'factSheet',
  slug: { _type: 'slug', current: 'followed' },
  language,
  summary: 'A sheet of a test, with a summary that is long enough for a list of sheets.',
  country: { _type: 'reference', _ref: 'country-peru' },
  institution: { _type: 'reference', _ref: 'institution' },
  sections: [
    {
      _type: 'section',
      _key: 'a',
      body: [
        {
          _type: 'block',
          _key: '0',
          style: 'normal',
          markDefs: [],
          children: [{ _type: 'span', _key: '0', text: words, marks: [] }],
        },
      ],
    },
  ],
})

/** Presses a button of the form until it says what came of it: while a form loads it is made anew. */
async function press(page: Page, button: string, said: string): Promise<void> {
  await expect(async () => {
    await page.getByRole('button', { name: button }).click({ timeout: 5000 })
    await expect(page.getByText(said)).toBeVisible({ timeout: 5000 })
  }).toPass({ timeout: OPEN_MS_MAX })
}

test('An editor notes that a translation follows its original again, and readers are no longer told that it is behind', async ({
  editor,
  content,
  request,
}) => {
  await content.createOrReplace(sheet('followed-en', 'en', 'Reworded since.'))
  await content.createOrReplace({
    ...sheet('followed-fr', 'fr', 'Reformulé depuis.'),
    translationOf: {
      _type: 'translationOf',
      original: { _type: 'reference', _ref: 'followed-en', _weak: true },
      isUnofficial: true,
      paragraphs: [{ _type: 'followedParagraph', _key: 'a.0', key: 'a.0', words: 'As it was.' }],
    },
  })
  const address = '/fact-sheets/followed/in/fr'
  expect(await (await request.get(address)).text()).toContain('Newer in the original')

  const page = await editor()
  await openInStudio(page, 'followed-fr', 'factSheet', 'translationOf')
  await press(page, 'What is newer in the original?', 'Newer in the original: a.0.')
  await press(page, 'Follows the original as it is now', 'Noted: this translation follows the original as it is now.')
  await publishInStudio(page)
  const html = await (await request.get(address)).text()
  expect(html).toContain('unofficial translation')
  expect(html).not.toContain('Newer in the original')
})

test('A sheet whose language is misspelled is not published', async ({ editor, content }) => {
  await content.createOrReplace(sheet('misspelled-en', 'en', 'Words.'))
  const page = await editor()
  await openInStudio(page, 'misspelled-en', 'factSheet', 'language')
  const field = page.getByTestId('field-language').getByRole('combobox')
  await fillField(field, 'zh-hant')
  await expect(page.getByTestId('action-publish')).toBeDisabled()
  await fillField(field, 'zh-Hant')
  await expect(page.getByTestId('action-publish')).toBeEnabled()
  await content.delete('drafts.misspelled-en')
})
