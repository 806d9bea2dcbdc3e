import { randomUUID } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import { contentOf, expect, OPEN_MS_MAX } from './studio-test.ts'

const TYPE = 'country'

/** A published country of this test's own. */
export async function makeCountry(content: SanityClient): Promise<{ readonly id: string; readonly original: Record<string, unknown> }> {
  const id = `country-${randomUUID()}`
  const original = { ...contentOf(await content.getDocument('country-peru')), name: 'Land', slug: { _type: 'slug', current: id } }
  await content.create({ ...original, _id: id, _type: TYPE })
  return { id, original }
}

/** Opens its form in the Studio, and gives one of its fields when that can be typed in. */
export async function openCountry(page: Page, id: string, field = 'name'): Promise<Locator> {
  await page.goto(`/studio/intent/edit/id=${id};type=${TYPE}`)
  const input = page.getByTestId(`field-${field}`).getByRole('textbox')
  await expect(input).toBeEditable({ timeout: OPEN_MS_MAX })
  return input
}
