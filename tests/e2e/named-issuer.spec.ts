import { expect, test as base } from '#tests/support/playwright.ts'
import { startRegisteringProvider } from '#tests/support/registering-provider.ts'
import { startSite } from '#tests/support/site.ts'

/** A site that takes issuers on this machine, and one that it has never heard of. */
const test = base.extend<object, { issuer: string }>({
  site: [
    async ({}, use) => {
      const site = await startSite({ environment: { ANY_OPENID_LOOPBACK: 'on' } })
      await use(site)
      await site.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  issuer: [
    async ({}, use) => {
      const provider = await startRegisteringProvider()
      await use(provider.issuer)
      await provider.close()
    },
    { scope: 'worker' },
  ],
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('One signs in for the first time with an issuer never seen, from a sheet, and sees first where one goes', async ({
      page,
      site,
      issuer,
      watch,
    }) => {
      watch.allowHost(issuer)
      const { host } = new URL(issuer)
      await page.goto('/fact-sheets/peru')
      await page.getByRole('region', { name: 'Sign in' }).getByRole('link', { name: 'Sign in with an OpenID of your own' }).click()
      await page.getByRole('textbox', { name: 'Your OpenID' }).fill(issuer)
      await page.getByRole('button', { name: 'Find my provider' }).click()
      await expect(page).toHaveURL((url) => url.origin === site.origin && url.pathname.startsWith('/sign-in/issuer-'))
      await expect(page.getByRole('main').getByRole('strong')).toHaveText(host)
      await page.getByRole('link', { name: `Continue to ${host}` }).click()
      await expect(page).toHaveURL((url) => url.origin === issuer)
      await page.getByRole('textbox', { name: 'Name' }).fill(`Zoe${javaScriptEnabled}`)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page).toHaveURL(`${site.origin}/fact-sheets/peru`)
      await page.goto('/my')
      await expect(page.getByText(`Zoe${javaScriptEnabled}`).first()).toBeVisible()
      await page.goto('/my/account')
      await expect(page.getByText(issuer, { exact: true }).first()).toBeVisible()
    })
  })
}

test('What is wrong with an OpenID is said at the field, which keeps what was typed', async ({ page }) => {
  await page.goto('/sign-in')
  const field = page.getByRole('textbox', { name: 'Your OpenID' })
  await field.fill('https://169.254.169.254/latest')
  await field.press('Enter')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('private network')
  await expect(field).toHaveValue('https://169.254.169.254/latest')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(/private network/)
  await page.goto('/ar/sign-in?error=issuer-noWay')
  await expect(page.getByRole('main').getByRole('alert')).toContainText('مديروها')
})

test('What the site is to issuers may be kept by them, and no cookie goes in or out', async ({ request }) => {
  const keys = await request.get('/api/openid/keys')
  expect(keys.headers()).toMatchObject({ 'cache-control': 'public, max-age=3600', 'content-type': 'application/jwk-set+json' })
  expect(await keys.json()).toEqual({ keys: [expect.objectContaining({ kty: 'EC', crv: 'P-256', use: 'sig' })] })
  const nothing = await request.get('/api/openid/client/issuer-1')
  expect(nothing.status()).toBe(404)
  expect(nothing.headers()['cache-control']).toBe('private, no-store')
})
