import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import { fillField } from './studio-form.ts'
import { contentOf, expect, OPEN_MS_MAX } from './studio-test.ts'

/** A country, a page and an institution of this test's own, published, by a word that is in no other document. */
export async function makeThree(content: SanityClient): Promise<readonly Three[]> {
  const word = `w${randomUUID().slice(0, 8)}`
  const three: readonly Three[] = [
    { id: `country-${word}`, type: 'country', field: 'name', before: `Land ${word}`, after: `Land ${word}, anew` },
    { id: `page-${word}`, type: 'page', field: 'title', before: `Page ${word}`, after: `Page ${word}, anew` },
    { id: `institution-${word}`, type: 'institution', field: 'name', before: `Bureau ${word}`, after: `Bureau ${word}, anew` },
  ]
  const models = { country: 'country-peru', page: 'page-contact', institution: null }
  for (const { id, type, field, before } of three) {
    const model = models[type] ? await content.getDocument(models[type]) : { printLabel: 'banner' }
    await content.create({
      ...contentOf(model),
      _id: id,
      _type: type,
      [field]: before,
      ...(type !== 'institution' && { slug: { _type: 'slug', current: id } }),
    })
  }
  return three
}

export interface Three {
  readonly id: string
  readonly type: 'country' | 'page' | 'institution'
  readonly field: string
  readonly before: string
  readonly after: string
}

/** Makes a release in the tool and gives its name, such as `rAVX9mjBq`. */
export async function makeRelease(page: Page, title: string): Promise<string> {
  await page.goto('/studio/releases')
  // An empty list offers it once more.
  await page.getByRole('button', { name: 'New release' }).first().click({ timeout: OPEN_MS_MAX })
  await fillField(page.getByTestId('release-form-title').last(), title)
  await page.getByTestId('submit-release-button').click()
  await expect(page).toHaveURL(/\/studio\/releases\/r\w+/)
  return /releases\/(r\w+)/.exec(page.url())?.[1] ?? ''
}

/** Adds a document to a release by its form, with what is new in it. */
export async function addToRelease(page: Page, content: SanityClient, release: string, { id, type, field, after }: Three): Promise<void> {
  await page.goto(`/studio/intent/edit/id=${id};type=${type}?perspective=${release}`)
  await page.getByRole('button', { name: 'Add to release' }).click({ timeout: OPEN_MS_MAX })
  const input = page.getByTestId(`field-${field}`).getByRole('textbox')
  await expect.poll(async () => (await content.getDocument(`versions.${release}.${id}`))?._type).toBe(type)
  await expect(input).toBeEditable()
  await fillField(input, after)
  await expect.poll(async () => (await content.getDocument(`versions.${release}.${id}`))?.[field]).toBe(after)
}

export async function openRelease(page: Page, release: string, documents: number): Promise<void> {
  await page.goto(`/studio/releases/${release}?perspective=${release}`)
  await expect(page.getByTestId('table-row')).toHaveCount(documents, { timeout: OPEN_MS_MAX })
}

export const stateOf = async (content: SanityClient, release: string): Promise<unknown> =>
  (await content.getDocument(`_.releases.${release}`))?.['state']
