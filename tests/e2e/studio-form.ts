import type { Locator, Page } from '@playwright/test'
import type { SanityClient } from '@sanity/client'
import { expect, OPEN_MS_MAX } from './studio-test.ts'

/** Opens a document's form in the Studio at a field, such as `sections[_key=="goals"].body`. */
export async function openInStudio(page: Page, id: string, type: string, field: string): Promise<void> {
  await page.goto(`/studio/intent/edit/id=${id};type=${type};path=${encodeURIComponent(field)}`)
  await expect(page.getByTestId('document-panel-scroller')).toBeVisible({ timeout: OPEN_MS_MAX })
}

/** Clicks until what that opens is shown: what is drawn anew meanwhile takes an open menu with it. */
export async function unfold(button: Locator, shown: Locator): Promise<void> {
  await expect(async () => {
    if (!(await shown.isVisible())) await button.click({ timeout: 5000 })
    await expect(shown).toBeVisible({ timeout: 20_000 })
  }).toPass({ timeout: OPEN_MS_MAX })
}

/** Chooses `item` in the menu that `opener` opens, until what that leads to is shown. */
export async function choose(opener: Locator, item: Locator, shown: Locator): Promise<void> {
  await expect(async () => {
    if (await shown.isVisible()) return
    if (!(await item.isVisible())) await opener.click({ timeout: 5000 })
    await item.click({ timeout: 5000 })
    await expect(shown).toBeVisible({ timeout: 20_000 })
  }).toPass({ timeout: OPEN_MS_MAX })
}

/** Puts `text` in place of what a field of the form holds. While a form loads it may be made anew under one's hands: then once more. */
export async function fillField(field: Locator, text: string): Promise<void> {
  await expect(async () => {
    await field.fill(text)
    await expect(field).toHaveValue(text, { timeout: 1000 })
  }).toPass({ timeout: OPEN_MS_MAX })
}

/** Types `text` key by key after what a field of the form holds, `before`. If the form is made anew meanwhile, then once more. */
export async function typeAfter(field: Locator, before: string, text: string): Promise<void> {
  await expect(field).toHaveValue(before)
  await expect(async () => {
    if ((await field.inputValue()) !== before) await field.fill(before)
    await field.press('End')
    await field.pressSequentially(text, { delay: 30 })
    await expect(field).toHaveValue(before + text, { timeout: 1000 })
  }).toPass({ timeout: OPEN_MS_MAX })
}

/** Uploads a picture from the field of the open form, the draft of `id`, which has one of the name `field`. If the form is made anew under the file,
 *  then once more. */
export async function uploadPicture(
  page: Page,
  content: SanityClient,
  picture: { id: string; field: string; name: string; bytes: Buffer },
) {
  const { id, field, name, bytes } = picture
  const isKept = async () => (await content.getDocument(`drafts.${id}`))?.[field]?.asset !== undefined
  await expect(async () => {
    if (!(await isKept())) {
      const file = { name, mimeType: 'image/png', buffer: bytes }
      await page.getByTestId('file-button-input').setInputFiles(file, { timeout: 5000 })
    }
    await expect.poll(isKept, { timeout: 20_000 }).toBe(true)
  }).toPass({ timeout: OPEN_MS_MAX })
}

/** Types `text` where there is no field of the form: in comments and the query of Vision. */
export async function typeInto(editable: Locator, text: string): Promise<void> {
  await expect(async () => {
    await editable.click({ timeout: 5000 })
    await expect(editable).toBeFocused({ timeout: 1000 })
    await editable.press('ControlOrMeta+a')
    await editable.page().keyboard.insertText(text)
    await expect(editable).toContainText(text, { timeout: 1000 })
  }).toPass({ timeout: OPEN_MS_MAX })
}

/** Opens the history of the form that is open. Its menu goes away when the form is made anew: then once more. */
export async function openHistory(page: Page): Promise<Locator> {
  const item = page.getByRole('menuitem', { name: 'History' })
  const opened = page.getByRole('tab', { name: 'Review changes' })
  await expect(async () => {
    // Chosen once more it would close.
    if (await opened.isVisible()) return
    if (!(await item.isVisible())) await page.getByTestId('pane-context-menu-button').last().click({ timeout: 5000 })
    await item.click({ timeout: 5000 })
    await expect(opened).toBeVisible({ timeout: 20_000 })
  }).toPass({ timeout: OPEN_MS_MAX })
  const entries = page.getByTestId('timeline-item-button')
  await expect(entries.first()).toBeVisible({ timeout: OPEN_MS_MAX })
  return entries
}

/** Puts `text` in place of the first `words` in a text of the form, as a person does who selects and pastes: typed key by key, the rest would
 *  stand elsewhere if the form is made anew at the first letter. If it stands elsewhere all the same, it is undone and done once more: the editor learns
 *  of a selection later than the browser. */
export async function replaceInText(page: Page, words: string, text: string): Promise<void> {
  const editorOf = (hasText: string) => page.locator('[data-testid="pt-editor"]', { hasText }).first()
  const editor = editorOf(words)
  await expect(async () => {
    await editor.scrollIntoViewIfNeeded({ timeout: 5000 })
    const activate = editor.getByTestId('activate-overlay')
    if (await activate.isVisible()) await activate.click({ timeout: 5000 })
    const editable = editor.locator('[contenteditable="true"]')
    await editable.focus({ timeout: 5000 })
    const before = await editable.evaluate(select, words, { timeout: 5000 })
    await page.keyboard.insertText(text)
    try {
      await expect(editorOf(before + text)).toBeVisible({ timeout: 2000 })
    } catch (error) {
      await page.keyboard.press('ControlOrMeta+z')
      throw error
    }
  }).toPass({ timeout: OPEN_MS_MAX })
}

/** Selects the first `words` in the text below `root`, and gives what stands before them. Runs in the page. */
function select(root: Element, words: string): string {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const start = node.nodeValue?.indexOf(words) ?? -1
    if (start >= 0) {
      getSelection()?.setBaseAndExtent(node, start, node, start + words.length)
      return node.nodeValue?.slice(Math.max(0, start - 20), start) ?? ''
    }
  }
  throw new Error(`${words} is not in one piece of the text.`)
}

/** Publishes what is open, and resolves when the lake has answered. */
export async function publishInStudio(page: Page): Promise<void> {
  const publish = page.getByTestId('action-publish')
  await expect(publish).toBeEnabled()
  // A click on a form that is drawn anew meanwhile is lost.
  await expect(async () => {
    const answered = page.waitForResponse(
      (response) =>
        response.url().includes('/data/actions/') && (response.request().postData() ?? '').includes('sanity.action.document.publish'),
      { timeout: 30_000 },
    )
    await Promise.all([answered, publish.click({ timeout: 5000 })])
    expect((await answered).status()).toBe(200)
  }).toPass({ timeout: OPEN_MS_MAX })
}
