import type { Page } from '@playwright/test'
import { makeCountry, openCountry } from '#tests/e2e/own-country.ts'
import { fillField, publishInStudio, typeAfter } from '#tests/e2e/studio-form.ts'
import { contentOf, expect, test } from '#tests/e2e/studio-test.ts'

const MINUTE_MS = 60_000
/** After a failure the Studio waits longer each time before it asks again. */
const BACK_MS_MAX = 90_000

test.describe.configure({ timeout: 600_000 })

/** The sockets for event streams that `page` opens from now on and that come into being. */
function countStreams(page: Page): string[] {
  const sockets: string[] = []
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).pathname === '/lake/streams') socket.once('framereceived', () => sockets.push(socket.url()))
  })
  return sockets
}

// The draft is there before. While the Studio can't make one, it drops what is typed; no request of it tells the lake what that was.
test('After a minute offline what was typed and what another typed meanwhile are both there, and the form is live again by itself', async ({
  editor,
  content,
  watch,
}) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED|ERR_NETWORK_CHANGED|Failed to fetch|network error|WebSocket connection/i)
  const { id, original } = await makeCountry(content)
  const [anna, ben] = [await editor('Anna Afar'), await editor('Ben Behind')]
  const sockets = countStreams(anna)
  const name = await openCountry(anna, id)
  const code = await openCountry(ben, id, 'iso2')
  const [annasCode, bensName] = [anna.getByTestId('field-iso2').getByRole('textbox'), ben.getByTestId('field-name').getByRole('textbox')]
  const draft = async () => content.getDocument(`drafts.${id}`)
  await fillField(name, 'Land!')
  await expect(bensName).toHaveValue('Land!')
  expect(sockets).toHaveLength(1)

  await anna.context().setOffline(true)
  const since = Date.now()
  await typeAfter(name, 'Land!', ' Typed offline')
  await fillField(code, 'BR')
  await expect.poll(async () => (await draft())?.['iso2']).toBe('BR')
  await expect.poll(() => Date.now() - since, { timeout: 2 * MINUTE_MS, intervals: [1000] }).toBeGreaterThan(MINUTE_MS)
  await expect(name).toHaveValue('Land! Typed offline')
  await expect(annasCode).toHaveValue(String(original['iso2']))
  expect((await draft())?.['name']).toBe('Land!')

  await anna.context().setOffline(false)
  const both = { ...original, name: 'Land! Typed offline', iso2: 'BR' }
  await expect.poll(async () => contentOf(await draft()), { timeout: BACK_MS_MAX }).toEqual(both)
  await expect(annasCode).toHaveValue('BR', { timeout: BACK_MS_MAX })
  await expect(bensName).toHaveValue('Land! Typed offline')
  await expect(name).toHaveValue('Land! Typed offline')

  await fillField(code, 'AR')
  await expect(annasCode).toHaveValue('AR')
  await typeAfter(name, 'Land! Typed offline', ' and on')
  await expect(bensName).toHaveValue('Land! Typed offline and on')
  expect(sockets.length, 'one socket before, another after').toBeGreaterThan(1)
  await publishInStudio(anna)
  await expect
    .poll(async () => contentOf(await content.getDocument(id)))
    .toEqual({ ...both, name: 'Land! Typed offline and on', iso2: 'AR' })
})
