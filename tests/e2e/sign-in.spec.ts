import type { Page } from '@playwright/test'
import { expect, test } from '#tests/support/playwright.ts'

/** Signs in with the demonstration provider, from a page that shows its link, as the person with this name. */
async function signInAs(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: /demonstration/i }).click()
  await expect(page.getByText('This is a demonstration.')).toBeVisible()
  await page.getByRole('button', { name }).click()
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('One signs in from the box at the foot of a sheet, comes back to it, and signs out', async ({ page, site }) => {
      await page.goto('/fact-sheets/peru')
      const box = page.getByRole('region', { name: 'Sign in' })
      await expect(box.getByRole('paragraph')).toHaveCount(2)
      // The demonstration, and the way to an OpenID of one's own.
      await expect(box.getByRole('listitem')).toHaveCount(2)
      await box.getByRole('link', { name: /demonstration/i }).click()
      // The provider is at an origin of its own, and says where one is.
      await expect(page).toHaveURL((url) => url.origin === site.providerOrigin)
      await expect(page.getByText(new URL(site.providerOrigin).host)).toBeVisible()
      await page.getByRole('button', { name: 'Demonstration Reader' }).click()
      await expect(page).toHaveURL(`${site.origin}/fact-sheets/peru`)
      await page.getByRole('link', { name: 'Your page' }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your page')
      await expect(page.getByText('Demonstration Reader')).toBeVisible()
      const cookies = await page.context().cookies(site.origin)
      const cookie = cookies.find(({ name }) => name.endsWith('-session') && name.startsWith('chancery'))
      expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
      await page.getByRole('button', { name: 'Sign out' }).click()
      await expect(page.getByText('You are signed out.')).toBeVisible()
      await page.goto('/my')
      await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fmy$/)
    })

    test('A stranger who opens their page signs in first, and then gets it', async ({ page, site }) => {
      await page.goto('/es/my')
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Iniciar sesión')
      await page.getByRole('link', { name: /demostración/ }).click()
      await page.getByRole('button', { name: 'Second Reader' }).click()
      await expect(page).toHaveURL(`${site.origin}/es/my`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Su página')
    })
  })
}

test('A link from elsewhere does not start a sign-in: the page names the host first, with a button to go on', async ({ page, site }) => {
  await page.goto('/sign-in/demonstration?callbackUrl=/faq')
  const host = new URL(site.providerOrigin).host
  await expect(page.getByRole('main').getByRole('strong').getByText(host, { exact: true })).toBeVisible()
  await page.getByRole('link', { name: `Continue to ${host}` }).click()
  await page.getByRole('button', { name: 'Demonstration Reader' }).click()
  await expect(page).toHaveURL(`${site.origin}/faq`)
})

test('One who goes back without signing in is told so in plain words, and can begin again', async ({ page, site }) => {
  await page.goto('/sign-in?callbackUrl=/faq')
  await page.getByRole('link', { name: /demonstration/i }).click()
  await page.getByRole('link', { name: 'Go back without signing in' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('cancelled')
  await signInAs(page, 'Demonstration Reader')
  await expect(page).toHaveURL(`${site.origin}/faq`)
})

test('An address with an unknown error, or one that leaves the site, shows nothing of itself and leads nowhere else', async ({
  page,
  site,
}) => {
  await page.goto('/sign-in?error=<b>ring+0900</b>&callbackUrl=https://evil.example/')
  await expect(page.getByRole('main').getByRole('alert')).toHaveCount(0)
  expect(await page.getByRole('main').innerHTML()).not.toMatch(/0900|evil/)
  await signInAs(page, 'Demonstration Reader')
  await expect(page).toHaveURL(`${site.origin}/my`)
})

test('The demonstration editor gets into the Studio, its reader does not', async ({ visitor }) => {
  const editor = await visitor()
  await editor.goto('/sign-in')
  await signInAs(editor, 'Demonstration Editor')
  await expect(editor.getByRole('link', { name: 'Open the Studio' })).toBeVisible()
  const reader = await visitor()
  await reader.goto('/sign-in')
  await signInAs(reader, 'Demonstration Reader')
  await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Your page')
  await expect(reader.getByRole('link', { name: 'Open the Studio' })).toHaveCount(0)
})

test('Who signs out here may sign out at the provider too, and is told of both; the provider used here is marked', async ({
  page,
  site,
}) => {
  await page.goto('/sign-in')
  await signInAs(page, 'Demonstration Reader')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: /demonstration/i })).toContainText('Last used here')
  await page.getByRole('link', { name: 'sign out there' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('main').getByText(`You are signed out, here and at ${new URL(site.providerOrigin).host}.`)).toBeVisible()
  await page.goto('/sign-in?state=demonstration.of-another')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('belongs to no sign-out begun in this browser')
})

test('Who signs out at the provider is signed out here, without a visit', async ({ page, site }) => {
  await page.goto('/sign-in?callbackUrl=/my')
  await signInAs(page, 'Second Reader')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your page')
  await page.goto(`${site.providerOrigin}/session/end`)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.goto('/my')
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Fmy$/)
})

test('A page of others that asks for a sign-in gets the page that names the host and whom it suggests', async ({ page, site }) => {
  const wish = new URLSearchParams({
    iss: site.providerOrigin,
    login_hint: 'reader@demonstration.example',
    target_link_uri: `${site.origin}/faq`,
  })
  await page.goto(`/api/auth/initiate?${wish.toString()}`)
  await expect(page.getByRole('main')).toContainText('suggests that you sign in as reader@demonstration.example')
  await page.getByRole('link', { name: `Continue to ${new URL(site.providerOrigin).host}` }).click()
  await page.getByRole('button', { name: 'Demonstration Reader' }).click()
  await expect(page).toHaveURL(`${site.origin}/faq`)
})
