import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { forgetDemonstrationPeople, signInByDatabase } from '#tests/support/people.ts'
import { expect, test } from '#tests/support/playwright.ts'

test.beforeEach(({ site }) => forgetDemonstrationPeople(site.databaseUrl()))

/** Chooses a person at the demonstration provider, where the browser now is. */
async function chooseThere(page: Page, name: string): Promise<void> {
  await expect(page.getByText('This is a demonstration.')).toBeVisible()
  await page.getByRole('button', { name }).click()
}

async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in')
  await page.getByRole('link', { name: /demonstration/i }).click()
  await chooseThere(page, name)
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('One adds a second way to sign in, signs in with it, removes the first, takes all data along, and deletes everything', async ({
      page,
      site,
      visitor,
    }) => {
      await signInAs(page, 'Demonstration Reader')
      await expect(page).toHaveURL(`${site.origin}/my`)
      await page.goto('/fact-sheets/peru')
      await page.getByRole('button', { name: 'Follow this fact sheet' }).click()
      await page.goto('/my')
      await page.getByRole('link', { name: 'Account and data' }).click()
      const ways = page.getByRole('region', { name: 'Ways to sign in' })
      await expect(ways.getByText('This is your only way in.')).toBeVisible()
      await expect(ways.getByRole('button', { name: 'Remove' })).toHaveCount(0)

      await ways.getByRole('link', { name: 'Add another way to sign in' }).click()
      await page.getByRole('link', { name: 'Confirm with Demonstration' }).click()
      await chooseThere(page, 'Demonstration Reader')
      await page.getByRole('link', { name: 'Add Demonstration' }).click()
      await chooseThere(page, 'Second Reader')
      await expect(page.getByText('The new way to sign in was added.')).toBeVisible()
      await expect(ways.getByRole('listitem')).toHaveCount(2)

      // In another browser, by the second way alone.
      const other = await visitor({ javaScriptEnabled })
      await signInAs(other, 'Second Reader')
      await expect(other.getByRole('region', { name: 'You follow' })).toContainText('Peru')
      await other.goto('/my/account')
      await other.getByRole('button', { name: 'Remove' }).click()
      await expect(other.getByRole('heading', { level: 1 })).toHaveText('Confirm that it is you')
      await other.getByRole('link', { name: 'Confirm with Demonstration' }).click()
      await chooseThere(other, 'Second Reader')
      await other.getByRole('button', { name: 'Remove' }).click()
      await expect(other.getByText('That way to sign in was removed.')).toBeVisible()
      await page.goto('/my')
      await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fmy$/)

      await other.getByRole('link', { name: 'What is kept about you' }).click()
      const download = other.waitForEvent('download')
      await other.getByRole('link', { name: 'Download as JSON' }).click()
      const file: unknown = JSON.parse(await readFile(await (await download).path(), 'utf8'))
      expect(file).toMatchObject({ person: { name: 'Second Reader' } })
      expect(JSON.stringify(file)).toContain('fact-sheet-peru')

      await other.getByRole('link', { name: 'Delete everything' }).click()
      await other.getByRole('button', { name: 'Delete my account and everything in it' }).click()
      await expect(other.getByRole('heading', { level: 1 })).toHaveText('Your account is deleted')
      await expect(other.getByText('Ways to sign in: provider, issuer and your number there')).toBeVisible()
      await other.goto('/my')
      await expect(other).toHaveURL(/\/sign-in\?callbackUrl=%2Fmy$/)
      await signInAs(other, 'Second Reader')
      await expect(other.getByText('You do not follow any fact sheet yet.').first()).toBeVisible()
      // Nothing is left for the next run.
      await other.goto('/my/data/delete')
      await other.getByRole('link', { name: 'Confirm with Demonstration' }).click()
      await chooseThere(other, 'Second Reader')
      await other.getByRole('button', { name: 'Delete my account and everything in it' }).click()
      await expect(other.getByRole('heading', { level: 1 })).toHaveText('Your account is deleted')
    })
  })
}

test('Two accounts of one person become one when both are proved', async ({ page, visitor }) => {
  const other = await visitor()
  await signInAs(other, 'Second Reader')
  await other.goto('/fact-sheets/colombia')
  await other.getByRole('button', { name: 'Follow this fact sheet' }).click()
  await signInAs(page, 'Demonstration Reader')
  await page.goto('/my/account/link')
  await page.getByRole('link', { name: 'Confirm with Demonstration' }).click()
  await chooseThere(page, 'Demonstration Reader')
  await page.getByRole('link', { name: 'Add Demonstration' }).click()
  await chooseThere(page, 'Second Reader')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Both accounts are yours')
  await page.getByRole('button', { name: 'Join both accounts' }).click()
  await expect(page.getByText('Both accounts are one now.')).toBeVisible()
  await page.goto('/my')
  await expect(page.getByRole('region', { name: 'You follow' })).toContainText('Colombia')
  await other.goto('/my')
  await expect(other).toHaveURL(/\/sign-in/)
})

test('Proving somebody else is told in plain words, and one stays signed in', async ({ page }) => {
  await signInAs(page, 'Demonstration Editor')
  await page.goto('/my/data/delete')
  await page.getByRole('link', { name: 'Confirm with Demonstration' }).click()
  await chooseThere(page, 'Second Editor')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('not the account you are signed in with')
  await page.goto('/my')
  await expect(page.getByText('You are signed in as Demonstration Editor.')).toBeVisible()
})

test('The pages for administrators are there for them alone, and change what a person may do', async ({
  page,
  site,
  visitor,
  reader,
  watch,
}) => {
  watch.allow(/status of 404/)
  expect((await page.goto('/admin'))?.url()).toContain('/sign-in')
  const nobody = await reader()
  expect((await nobody.goto('/admin'))?.status()).toBe(404)
  expect((await nobody.goto('/admin/log'))?.status()).toBe(404)
  const boss = await signInByDatabase(site.databaseUrl(), site.origin, 'Adela Administrator', ['administrator'])
  const desk = await visitor({ signedIn: boss })
  await desk.goto('/admin')
  await expect(desk.getByRole('cell', { name: 'administrator' }).first()).toBeVisible()
  await desk.getByRole('link', { name: boss.id }).click()
  await desk.getByRole('button', { name: 'End all sessions' }).click()
  await expect(desk.getByRole('heading', { level: 1 })).toHaveText('Confirm that it is you')
})
