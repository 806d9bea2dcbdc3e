import { randomUUID } from 'node:crypto'
import { type Reader, readerOf } from '#lib/auth/reader.ts'
import { AuthBrowser } from './auth-browser.ts'
import { SITE } from './auth-settings.ts'
import type { SignInScene } from './sign-in-scene.ts'

/** A new person, signed in in a browser of their own. */
export async function someone(scene: SignInScene): Promise<{ readonly browser: AuthBrowser; readonly reader: Reader }> {
  scene.browser = new AuthBrowser(SITE)
  await scene.signIn({ sub: randomUUID() })
  const reader = await readerOf(scene.browser.cookieHeader)
  if (!reader) throw new Error('nobody is signed in')
  return { browser: scene.browser, reader }
}
