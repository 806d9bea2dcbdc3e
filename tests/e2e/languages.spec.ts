import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from '#tests/support/playwright.ts'

test.use({ javaScriptEnabled: false })

/** One page in 16 languages, where it lies beside the project. */
const FEDERAL_PAGE = new URL('../../../shared/content/translations.json', import.meta.url)

interface FederalPage {
  readonly languages: readonly {
    readonly language: string
    readonly direction: string
    readonly sections: readonly { readonly heading: string }[]
  }[]
}

const text = (key: string, words: string) => ({
  _type: 'block',
  _key: key,
  style: 'normal',
  markDefs: [],
  children: [{ _type: 'span', _key: key, text: words, marks: [] }],
})

/** A sheet at the address `slug` in `language`, with a paragraph for each of `words`. */
function sheet(slug: string, language: string, ...words: readonly string[]) {
  return {
    _id: `${slug}-${language}`,
    _type: 'factSheet',
    slug: { _type: 'slug', current: slug },
    language,
    summary: words[0],
    country: { _type: 'reference', _ref: 'country-peru' },
    institution: { _type: 'reference', _ref: 'institution' },
    sections: [{ _type: 'section', _key: 'a', body: words.map((paragraph, index) => text(`${index}`, paragraph)) }],
  }
}

test('A sheet without a translation is shown in English inside the Spanish frame', async ({ page, content, site }) => {
  await content.createOrReplace(sheet('untranslated', 'en', 'According to the latest figures.'))
  const answer = await page.goto('/es/fact-sheets/untranslated')
  expect(answer?.status()).toBe(200)
  await expect(page.locator('html')).toHaveAttribute('lang', 'es')
  await expect(page.getByRole('article')).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('article')).toContainText('According to the latest figures.')
  const note = page.locator('.note[lang=es]')
  await expect(note).toContainText('todavía no se ha traducido al español. Se muestra en inglés.')
  await expect(page.getByRole('link', { name: 'Volver arriba' })).toBeVisible()
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${site.origin}/fact-sheets/untranslated`)
  await expect(page.locator('link[rel=alternate][hreflang]')).toHaveCount(0)
  await note.getByRole('link').click()
  await expect(page).toHaveURL('/fact-sheets/untranslated')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
})

test('In the Arabic frame an English sheet runs from left to right, and the words about it do not', async ({ page, content }) => {
  await content.createOrReplace(sheet('untranslated', 'en', 'According to the latest figures.'))
  await page.goto('/ar/fact-sheets/untranslated')
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await expect(page.getByRole('article')).toHaveAttribute('dir', 'ltr')
  await expect(page.locator('.note[lang=ar]')).toHaveAttribute('dir', 'rtl')
  const shown = await page.getByText('According to the latest').evaluate((paragraph) => getComputedStyle(paragraph).direction)
  expect(shown).toBe('ltr')
})

test('A translation takes the place of the English sheet, and each names the others', async ({ page, content, site }) => {
  await content.createOrReplace(sheet('languages', 'en', 'Written in English.'))
  await page.goto('/es/fact-sheets/languages')
  await expect(page.getByRole('article')).toContainText('Written in English.')

  await content.createOrReplace(sheet('languages', 'es', 'Escrito en español.'))
  await page.goto('/es/fact-sheets/languages')
  await expect(page.getByRole('article')).toContainText('Escrito en español.')
  await expect(page.getByRole('article')).not.toHaveAttribute('lang')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Perú')
  await expect(page.getByText('todavía no se ha traducido')).toHaveCount(0)
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${site.origin}/es/fact-sheets/languages`)
  await expect(page.locator('link[rel=alternate][hreflang=en]')).toHaveAttribute('href', `${site.origin}/fact-sheets/languages`)

  await page.getByRole('navigation', { name: 'Esta hoja informativa en otros idiomas' }).getByRole('link', { name: 'English' }).click()
  await expect(page.getByRole('article')).toContainText('Written in English.')
  await expect(page.locator('link[rel=alternate][hreflang=es]')).toHaveAttribute('href', `${site.origin}/es/fact-sheets/languages`)
})

test('A sheet in a language that the interface does not have is at an address that names it', async ({
  page,
  content,
  site,
  request,
  watch,
}) => {
  watch.allow(/status of 404/)
  await content.createOrReplace(sheet('anywhere', 'en', 'Written in English.'))
  await content.createOrReplace(sheet('anywhere', 'fa', 'به فارسی نوشته شده است.'))
  await page.goto('/es/fact-sheets/anywhere')
  await page.getByRole('link', { name: 'فارسی' }).click()
  await expect(page).toHaveURL('/es/fact-sheets/anywhere/in/fa')
  for (const frame of ['', '/es', '/ar']) {
    await page.goto(`${frame}/fact-sheets/anywhere/in/fa`)
    await expect(page.getByRole('article')).toHaveAttribute('lang', 'fa')
    const paragraph = page.getByText('به فارسی')
    expect(await paragraph.evaluate((element) => getComputedStyle(element).direction)).toBe('rtl')
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${site.origin}/fact-sheets/anywhere/in/fa`)
    await expect(page.locator('link[rel=alternate][hreflang=en]')).toHaveAttribute('href', `${site.origin}/fact-sheets/anywhere`)
  }
  const plain = await request.get('/ar/fact-sheets/anywhere/in/en', { maxRedirects: 0 })
  expect(plain.status()).toBe(308)
  expect(new URL(plain.headers()['location'] ?? '', plain.url()).pathname).toBe('/fact-sheets/anywhere')
  for (const wrong of ['fr', 'FA', 'nonsense', '%3Cb%3E', 'fa/in/fa']) {
    expect((await request.get(`/fact-sheets/anywhere/in/${wrong}`)).status(), wrong).toBe(404)
  }
})

test('Each of 16 languages comes out in its own language and direction', async ({ page, content }) => {
  test.skip(!existsSync(FEDERAL_PAGE), 'not applicable: the corpus is not beside the project (../shared/content/translations.json)')
  const { languages } = JSON.parse(readFileSync(FEDERAL_PAGE, 'utf8')) as FederalPage
  expect(languages).toHaveLength(16)
  for (const { language, sections } of languages) {
    await content.createOrReplace(sheet('vote', language, ...sections.map(({ heading }) => heading)))
  }
  for (const { language, direction, sections } of languages) {
    const plain = ['en', 'es', 'ar'].includes(language)
    await page.goto(plain ? `${language === 'en' ? '' : `/${language}`}/fact-sheets/vote` : `/fact-sheets/vote/in/${language}`)
    const article = page.getByRole('article')
    const shown = await article.evaluate((element) => ({
      lang: element.closest('[lang]')?.getAttribute('lang'),
      direction: getComputedStyle(element).direction,
    }))
    expect(shown, language).toEqual({ lang: language, direction })
    await expect(article).toContainText(sections[0]?.heading ?? '')
    await expect(page.locator('link[rel=alternate][hreflang]')).toHaveCount(16)
  }
})

test('A translation says which text is authoritative, and paragraph by paragraph what is newer in the original', async ({
  page,
  content,
  publish,
}) => {
  const original = sheet('newer', 'en', 'First.', 'Second.', 'Third.')
  await content.createOrReplace(original)
  const followed = [
    { key: 'a.0', words: 'First.' },
    { key: 'a.1', words: 'Second.' },
    { key: 'a.2', words: 'Third.' },
  ]
  await content.createOrReplace({
    ...sheet('newer', 'es', 'Primero.', 'Segundo.', 'Tercero.'),
    translationOf: {
      _type: 'translationOf',
      original: { _type: 'reference', _ref: original._id, _weak: true },
      isUnofficial: true,
      paragraphs: followed.map((paragraph) => ({ _type: 'followedParagraph', _key: paragraph.key, ...paragraph })),
    },
  })
  await page.goto('/es/fact-sheets/newer')
  await expect(page.getByText('Esto es una traducción no oficial')).toContainText('El texto auténtico es el original en inglés.')
  await expect(page.locator('.newer')).toHaveCount(0)

  const [section] = original.sections
  await publish(original._id, {
    set: { sections: [{ ...section, body: [text('0', 'First.'), text('1', 'Second, corrected.'), text('3', 'New.')] }] },
  })
  await page.goto('/es/fact-sheets/newer')
  await expect(page.getByText('3 párrafos del original son más recientes')).toBeVisible()
  await expect(page.locator('p:text-is("Primero.") + .newer')).toHaveCount(0)
  await expect(page.locator('p:text-is("Segundo.") + .newer')).toContainText('Más reciente en el original')
  await expect(page.locator('p:text-is("Tercero.") + .newer')).toContainText('ya no está en el original')
  await expect(page.getByText('todavía sin traducir')).toBeVisible()
  await page.locator('p:text-is("Segundo.") + .newer').getByRole('link').click()
  await expect(page).toHaveURL('/fact-sheets/newer#p.a.1')
  await expect(page.locator(':target')).toHaveText('Second, corrected.')
})

test('The Peru sheet is there in Spanish and Arabic, as an unofficial translation with the same figures', async ({ page }) => {
  for (const [language, heading, number, note] of [
    ['es', 'Perú', '46.500', 'traducción no oficial'],
    ['ar', 'بيرو', '46,500', 'ترجمة غير رسمية'],
  ] as const) {
    await page.goto(`/${language}/fact-sheets/peru`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
    await expect(page.getByRole('article')).toContainText(number)
    await expect(page.locator('.note').getByText(note)).toBeVisible()
    await expect(page.locator('.newer')).toHaveCount(0)
  }
})

test('Lists name countries in their own language, and say which sheets are in another', async ({ page, content }) => {
  await content.createOrReplace(sheet('untranslated', 'en', 'According to the latest figures.'))
  for (const [language, name, said] of [
    ['es', 'Perú', 'En inglés'],
    ['ar', 'بيرو', 'لغتها: الإنجليزية'],
  ] as const) {
    await page.goto(`/${language}`)
    const entry = (slug: string) => page.getByRole('listitem').filter({ has: page.locator(`a[href="/${language}/fact-sheets/${slug}"]`) })
    await expect(entry('peru').getByRole('link')).toHaveText(name)
    await expect(entry('untranslated')).toContainText(said)
    await expect(entry('untranslated').getByText('According to the latest')).toHaveAttribute('lang', 'en')
    await expect(entry('peru').locator('p')).not.toHaveAttribute('lang')
  }
})

test('The language switch leads to the same page', async ({ page }) => {
  for (const path of ['/', '/fact-sheets/peru', '/faq', '/privacy']) {
    await page.goto(path)
    for (const [name, language, direction] of [
      ['Español', 'es', 'ltr'],
      ['العربية', 'ar', 'rtl'],
    ] as const) {
      await page.getByRole('banner').getByRole('link', { name }).click()
      await expect(page).toHaveURL(path === '/' ? `/${language}` : `/${language}${path}`)
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(page.locator('html')).toHaveAttribute('dir', direction)
    }
    await page.getByRole('banner').getByRole('link', { name: 'English' }).click()
    await expect(page).toHaveURL(path)
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr')
  }
})

test('The Spanish interface has no English words of the frame left', async ({ page }) => {
  await page.goto('/es')
  await expect(page.getByRole('navigation', { name: 'Principal' }).getByRole('link')).toHaveText([
    'Hojas informativas',
    'Cifras',
    'Preguntas',
    'English',
    'العربية',
    'Su página',
  ])
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Hojas informativas')
  await page.goto('/es/faq')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Preguntas frecuentes')
})

test('The Arabic interface runs from right to left, without sideways scrolling, and has no Latin words of the frame left', async ({
  page,
}) => {
  for (const path of ['/ar', '/ar/fact-sheets/peru', '/ar/indicators/coca-cultivation/peru', '/ar/faq', '/ar/privacy', '/ar/sign-in']) {
    for (const width of [1280, 390]) {
      await page.setViewportSize({ width, height: 844 })
      await page.goto(path)
      const { overflow, start } = await page.evaluate(() => ({
        overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
        start: document.querySelector('h1')?.getBoundingClientRect().right ?? 0,
      }))
      expect(overflow, path).toBe(0)
      expect(start, `the heading of ${path} begins at the right`).toBeGreaterThan(width / 2)
    }
    await expect(page.getByRole('navigation', { name: 'القائمة الرئيسية' }).getByRole('link')).toHaveText([
      'صحائف الوقائع',
      'الأرقام',
      'الأسئلة',
      'English',
      'Español',
      'صفحتك',
    ])
  }
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

test('An unknown address is a 404 in the language of the address', async ({ page, watch }) => {
  watch.allow(/status of 404/)
  for (const [language, heading] of [
    ['es', 'Página no encontrada'],
    ['ar', 'الصفحة غير موجودة'],
  ] as const) {
    const answer = await page.goto(`/${language}/nowhere`)
    expect(answer?.status()).toBe(404)
    await expect(page.locator('html')).toHaveAttribute('lang', language)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading)
  }
})
