import { randomUUID } from 'node:crypto'
import { Pool } from 'pg'
import { expectAccessible } from '#tests/accessibility/axe.ts'
import { type MailReceiver, startMailReceiver } from '#tests/support/mail-receiver.ts'
import { signInByDatabase } from '#tests/support/people.ts'
import { expect, test as base } from '#tests/support/playwright.ts'
import { startSite } from '#tests/support/site.ts'

/** A site that sends mails, and who receives them. */
const test = base.extend<object, { mailbox: MailReceiver }>({
  mailbox: [
    async ({}, use) => {
      const receiver = await startMailReceiver()
      await use(receiver)
      await receiver.close()
    },
    { scope: 'worker' },
  ],
  site: [
    async ({ mailbox }, use) => {
      const site = await startSite({ isTold: true, environment: { SMTP_URL: mailbox.url, MAIL_FROM: 'facts@example.org' } })
      await use(site)
      await site.stop()
    },
    { scope: 'worker', timeout: 180_000 },
  ],
})

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled })

    test('Whoever can’t sign in any more comes back by a mail, with the keyboard, and is led to add a way in', async ({
      page,
      site,
      visitor,
      mailbox,
    }) => {
      const address = `paz.${randomUUID()}@example.org`
      const paz = await signInByDatabase(site.databaseUrl(), site.origin, 'Paz')
      const pool = new Pool({ connectionString: site.databaseUrl(), max: 1 })
      await pool.query('insert into alerts.delivery (user_id, address, confirmed_at, is_proved) values ($1, $2, now(), true)', [
        paz.id,
        address,
      ])
      await pool.query('update auth.session set confirmed_at = now() where user_id = $1', [paz.id])
      await pool.end()

      const before = await visitor({ signedIn: paz, javaScriptEnabled })
      await before.goto('/my/account')
      await before.getByRole('button', { name: `Let ${address} bring me back` }).click()
      await expect(before.getByRole('status')).toHaveText('From now on a link to your address can bring you back.')

      await page.goto('/sign-in')
      await page.getByRole('link', { name: 'No way to sign in works any more?' }).press('Enter')
      const field = page.getByRole('textbox', { name: 'Your mail address' })
      if (javaScriptEnabled) await expectAccessible(page)
      await field.fill(address)
      await field.press('Enter')
      await expect(page.getByRole('status')).toContainText('a link is on its way there')
      if (javaScriptEnabled) await expectAccessible(page)

      const sent = () => mailbox.mails.find(({ to }) => JSON.stringify(to).includes(address))?.text ?? ''
      const link = /https?:\/\/\S+\/sign-in\/recover\/\S+/
      await expect.poll(sent, { timeout: 30_000 }).toMatch(link)
      await page.goto(link.exec(sent())?.[0] ?? '')
      await expect(page.getByText('This link opens the account of Paz')).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByRole('button', { name: 'Come back' }).press('Enter')
      await expect(page).toHaveURL(`${site.origin}/my/account/link`)
      await expect(page.getByText('You are back.')).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)

      await before.goto('/my')
      await expect(before).toHaveURL((url) => url.pathname === '/sign-in')
    })

    test('A link that does not count, and what is no address, are said plainly', async ({ page }) => {
      await page.goto('/sign-in/recover/not-a-link')
      await expect(page.getByText('This link does not count any more')).toBeVisible()
      if (javaScriptEnabled) await expectAccessible(page)
      await page.getByRole('link', { name: 'Have another link sent' }).click()
      const field = page.getByRole('textbox', { name: 'Your mail address' })
      await field.fill('paz@nowhere')
      await field.press('Enter')
      await expect(page.getByRole('main').getByRole('alert')).toBeVisible()
      await expect(field).toHaveValue('paz@nowhere')
      await expect(field).toHaveAccessibleDescription('This is not a mail address. Look at its spelling, please.')
      if (javaScriptEnabled) await expectAccessible(page)
    })
  })
}
