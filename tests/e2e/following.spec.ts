import type { SanityClient } from '@sanity/client'
import { forgetDemonstrationPeople } from '#tests/support/people.ts'
import { expect, test } from '#tests/support/playwright.ts'

test.beforeEach(({ site }) => forgetDemonstrationPeople(site.databaseUrl()))

const FIGURE = '/indicators/coca-cultivation/colombia'

/** An observation as the lake keeps it. */
interface Observation {
  readonly _id: string
  readonly _type: string
  readonly value: number
  readonly series: { readonly _ref: string }
  readonly period: { readonly end: string }
  readonly [field: string]: unknown
}

/** The first figure of coca cultivation in Colombia that its sheet shows: its key, and its observation. */
async function figureOfSheet(content: SanityClient) {
  const found = await content.fetch<{ key: string; section: string; block: string; observation: Observation }>(
    `*[_id == "fact-sheet-colombia"][0]{"all": sections[]{"section": _key, "blocks": body[]{"block": _key, "figures": children[_type == "figure"
      && observation->indicator->slug.current == "coca-cultivation" && observation->place->slug.current == "colombia" && observation->measure == "level"]{"key": _key, "observation": observation->}}}}
      {"found": all[count(blocks[count(figures) > 0]) > 0][0]{section, "in": blocks[count(figures) > 0][0]{block, "figure": figures[0]}}}
      {"section": found.section, "block": found.in.block, "key": found.in.figure.key, "observation": found.in.figure.observation}`,
  )
  return { ...found, path: `sections[_key=="${found.section}"].body[_key=="${found.block}"].children[_key=="${found.key}"].observation` }
}

test('A figure is followed with a threshold; a correction by an editor is in the mailbox with old and new; one click stops the mails', async ({
  page,
  site,
  content,
  publish,
}) => {
  // A stranger asks for it, signs in, and says from which value on they want to hear.
  await page.goto(FIGURE)
  await page.getByRole('button', { name: 'Follow this figure' }).click()
  await page.getByRole('link', { name: /demonstration/i }).click()
  await page.getByRole('button', { name: 'Demonstration Reader' }).click()
  await expect(page).toHaveURL(/\/my\/follows\/[0-9a-f-]{36}\?told=followed$/)
  await expect(page.getByRole('status')).toContainText('You now follow this.')

  const { observation, path } = await figureOfSheet(content)
  const series = await content.fetch<string>('*[_id == $id][0].name', { id: observation.series._ref })
  const isAbove = page.getByRole('radio', { name: 'new values above' })
  await isAbove.check()
  await page.getByLabel('Value or percentage').fill('a lot')
  await page.getByLabel('In the series').selectOption({ label: `${series}, in hectares` })
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Write the value as a number')
  await expect(page.getByLabel('Value or percentage')).toHaveValue('a lot')
  await expect(isAbove).toBeChecked()
  await page.getByLabel('Value or percentage').fill('90,000')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('status')).toContainText('Saved.')

  // An address is confirmed by the link that is sent there: without a mail server it is in the mailbox.
  await page.getByRole('link', { name: 'Give an address' }).click()
  await page.getByLabel('E-mail address').fill('reader@example.org')
  await page.getByRole('button', { name: 'Send me a link' }).click()
  const mailbox = page.getByRole('region', { name: 'Mailbox' })
  await expect(async () => {
    await page.reload()
    await expect(mailbox.locator('summary')).toBeVisible({ timeout: 1000 })
  }).toPass()
  await mailbox.locator('summary').first().click()
  await mailbox.getByRole('link', { name: /\/my\/mail\/confirm\// }).click()
  await page.getByRole('button', { name: 'Yes, send them here' }).click()
  await expect(page.getByText('Mails go to reader@example.org.')).toBeVisible()

  // An editor publishes two corrections of the value: one below the threshold, one above it.
  const correct = async (value: number) => {
    const id = `correction-${value}`
    const kept = Object.entries(observation).filter(
      ([name]) => !['_rev', '_createdAt', '_updatedAt', 'asPrinted', 'upperValue'].includes(name),
    )
    const supersedes = { _type: 'reference', _ref: observation._id }
    const supersession = { kind: 'correction', reason: 'Counted twice.' }
    await content.create({ ...Object.fromEntries(kept), _type: 'observation', _id: id, value, supersedes, supersession })
    await publish('fact-sheet-colombia', { set: { [path]: { _type: 'reference', _ref: id } } })
  }
  await correct(89_999)
  await correct(91_234)
  await expect(async () => {
    await page.goto('/my/mail')
    await expect(mailbox.getByRole('heading', { name: /Colombia, .*: .* → 91,234 ha/ })).toBeVisible({ timeout: 1000 })
  }).toPass()
  await expect(mailbox.getByRole('heading', { name: /89,999 ha \(/ })).toHaveCount(0)
  await expect(mailbox.getByText('To reader@example.org')).toHaveCount(2)
  await page.goto('/my/follows')
  await expect(page.getByRole('region', { name: 'Latest news' })).toContainText(/→ 91,234 ha/)
  await page.goto('/my')
  const sent = page.getByRole('region', { name: 'What we sent you' })
  await expect(sent).toContainText(/→ 91,234 ha/)
  await expect(sent).toContainText('kept in your mailbox')

  // As a mail program does it: one click.
  await page.goto('/my/mail')
  await mailbox.getByRole('button', { name: 'Stop these mails' }).click()
  await expect(page.getByRole('status')).toContainText('You get no more mails')
  await page.goto('/my/mail')
  await expect(page.getByText('Mails are stopped.')).toBeVisible()

  // The feed tells the same at an address that is a secret.
  await page.getByRole('button', { name: 'Make a feed' }).click()
  const feed = await page.getByRole('link', { name: /\/feeds\/mine\// }).getAttribute('href')
  const answer = await page.request.get(feed ?? '', { headers: { cookie: '' } })
  expect(answer.headers()['cache-control']).toBe('private, no-store')
  expect(await answer.text()).toContain('91,234 ha')

  await page.goto('/my/follows')
  await page.getByRole('button', { name: 'Stop following' }).click()
  await page.getByRole('button', { name: 'Follow again' }).click()
  await expect(page.getByRole('button', { name: 'Stop following' })).toBeVisible()
  expect(site.log()).not.toContain('could not')
})

for (const [what, path, button] of [
  ['country', '/countries/peru', 'Follow this country'],
  ['topic', '/topics/cultivation', 'Follow this topic'],
  ['search', '/search?q=coca', 'Follow this search'],
] as const) {
  test(`A ${what} is followed from its page, in another language too`, async ({ reader }) => {
    const page = await reader()
    await page.goto(path)
    await page.getByRole('button', { name: button }).click()
    await expect(page.getByRole('status')).toContainText('You now follow this.')
    await page.goto('/ar/my/follows')
    await expect(page.getByRole('region', { name: 'تتابع' }).getByRole('listitem')).toHaveCount(1)
  })
}

for (const width of [390, 1280]) {
  test(`Nothing on these pages is wider than a window of ${width} pixels`, async ({ reader }) => {
    const page = await reader()
    await page.setViewportSize({ width, height: 900 })
    await page.goto(FIGURE)
    await page.getByRole('button', { name: 'Follow this figure' }).click()
    for (const path of [page.url(), '/my/follows', '/my/mail', '/ar/my/mail', '/my/mail/stop/x', '/my/mail/confirm/x']) {
      await page.goto(path)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width)
    }
  })
}
