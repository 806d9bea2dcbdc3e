import { expect, test } from '#tests/support/playwright.ts'

test.use({ javaScriptEnabled: false })

test('A sheet without a translation is shown in English inside the Spanish frame', async ({ page, site }) => {
  const answer = await page.goto('/es/fact-sheets/peru')
  expect(answer?.status()).toBe(200)
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  await expect(page.getByRole('article')).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('article')).toContainText('According to the latest U.S. government figures')
  const note = page.getByText('todavía no se ha traducido')
  await expect(note).toBeVisible()
  await expect(note).toHaveAttribute('lang', 'es')
  await expect(page.getByRole('link', { name: 'Volver arriba' })).toBeVisible()
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${site.origin}/fact-sheets/peru`)
  await expect(page.locator('link[rel=alternate][hreflang]')).toHaveCount(0)
  await note.getByRole('link').click()
  await expect(page).toHaveURL('/fact-sheets/peru')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('A translation takes the place of the English sheet, and each names the other', async ({ page, content, site }) => {
  const sheet = (language: 'en' | 'es', text: string) => ({
    _id: `languages-${language}`,
    _type: 'factSheet',
    slug: { _type: 'slug', current: 'languages' },
    language,
    summary: text,
    country: { _type: 'reference', _ref: 'country-peru' },
    institution: { _type: 'reference', _ref: 'institution' },
    sections: [
      {
        _type: 'section',
        _key: 'a',
        body: [{ _type: 'block', _key: 'a', style: 'normal', markDefs: [], children: [{ _type: 'span', _key: 'a', text, marks: [] }] }],
      },
    ],
  })
  await content.createOrReplace(sheet('en', 'Written in English.'))
  await page.goto('/es/fact-sheets/languages')
  await expect(page.getByRole('article')).toContainText('Written in English.')

  await content.createOrReplace(sheet('es', 'Escrito en español.'))
  await page.goto('/es/fact-sheets/languages')
  await expect(page.getByRole('article')).toContainText('Escrito en español.')
  await expect(page.getByRole('article')).not.toHaveAttribute('lang')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Perú')
  await expect(page.getByText('todavía no se ha traducido')).toHaveCount(0)
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${site.origin}/es/fact-sheets/languages`)
  await expect(page.locator('link[rel=alternate][hreflang=en]')).toHaveAttribute('href', `${site.origin}/fact-sheets/languages`)

  await page.getByRole('link', { name: 'English' }).click()
  await expect(page.getByRole('article')).toContainText('Written in English.')
  await expect(page.locator('link[rel=alternate][hreflang=es]')).toHaveAttribute('href', `${site.origin}/es/fact-sheets/languages`)
})

test('The Spanish list names countries in Spanish, and says which sheets are in English', async ({ page }) => {
  await page.goto('/es')
  const entry = page.getByRole('listitem').filter({ has: page.locator('a[href="/es/fact-sheets/peru"]') })
  await expect(entry.getByRole('link')).toHaveText('Perú')
  await expect(entry).toContainText('En inglés')
  await expect(entry.getByText('How the United States and Peru work together')).toHaveAttribute('lang', 'en')
})

test('The language switch leads to the same page', async ({ page }) => {
  for (const path of ['/', '/fact-sheets/peru', '/faq', '/privacy']) {
    await page.goto(path)
    await page.getByRole('link', { name: 'Español' }).click()
    await expect(page).toHaveURL(path === '/' ? '/es' : `/es${path}`)
    await expect(page.locator('html')).toHaveAttribute('lang', 'es')
    await page.getByRole('link', { name: 'English' }).click()
    await expect(page).toHaveURL(path)
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  }
})

test('The Spanish interface has no English words of the frame left', async ({ page }) => {
  await page.goto('/es')
  await expect(page.getByRole('navigation', { name: 'Principal' }).getByRole('link')).toHaveText([
    'Hojas informativas',
    'Preguntas',
    'English',
    'Su página',
  ])
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hojas informativas')
  await page.goto('/es/faq')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Preguntas frecuentes')
})

test('English has no prefix: /en/… leads to the address without it', async ({ request }) => {
  for (const [prefixed, plain] of [
    ['/en', '/'],
    ['/en/faq', '/faq'],
    ['/en/fact-sheets/peru', '/fact-sheets/peru'],
  ] as const) {
    const answer = await request.get(prefixed, { maxRedirects: 0 })
    expect(answer.status(), prefixed).toBe(308)
    expect(new URL(answer.headers()['location'] ?? '', answer.url()).pathname).toBe(plain)
  }
  expect((await request.get('/fact-sheets/peru', { maxRedirects: 0 })).status()).toBe(200)
})

test('An unknown Spanish address is a 404 in Spanish', async ({ page, watch }) => {
  watch.allow(/status of 404/)
  const answer = await page.goto('/es/ninguna')
  expect(answer?.status()).toBe(404)
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Página no encontrada')
})
