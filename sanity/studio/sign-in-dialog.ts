import type { SignInAgain } from './session-end.ts'

const LOOK_AGAIN_MS = 3000
// All of it is said: the Studio's page takes the browser's own margins away, and may be dark.
const DIALOG =
  'margin:auto;max-width:min(28rem,calc(100vw - 2rem));padding:1.75rem;border:1px solid #12284c;border-radius:.5rem;background:#fff;color:#16202c;font:1rem/1.5 system-ui,sans-serif'
const TITLE = 'margin:0 0 .75rem;font-size:1.375rem;line-height:1.25;font-weight:700'
const TEXT = 'margin:0 0 1.5rem'
const BUTTON =
  'display:inline-block;padding:.6rem 1rem;border-radius:.25rem;background:#12284c;color:#fff;font-weight:600;text-decoration:none'

/** Asks by a dialog over the Studio, whose link leads to the sign-in in a tab of its own: this one stays as it is, with all that was typed. */
export const signInDialog: SignInAgain = {
  ask() {
    const dialog = document.createElement('dialog')
    dialog.style.cssText = DIALOG
    dialog.setAttribute('aria-labelledby', 'session-ended')
    const title = document.createElement('h2')
    title.id = 'session-ended'
    title.style.cssText = TITLE
    title.textContent = 'Your session has ended'
    const text = document.createElement('p')
    text.style.cssText = TEXT
    text.textContent =
      'Nothing is lost: what you typed waits here. Sign in again in a new tab, as the same person, and come back; it is saved then.'
    const link = document.createElement('a')
    link.href = '/sign-in?callbackUrl=%2Fmy'
    link.target = '_blank'
    link.rel = 'noopener'
    link.style.cssText = BUTTON
    link.textContent = 'Sign in again'
    dialog.append(title, text, link)
    // Closed by the Escape key, it would leave a form that saves nothing.
    dialog.addEventListener('cancel', (event) => event.preventDefault())
    document.body.append(dialog)
    dialog.showModal()
    return {
      wrongPerson() {
        text.textContent =
          'You are signed in as somebody else now. Sign out there and sign in as the person who typed here; or reload this page and lose what waits.'
      },
      close: () => dialog.remove(),
    }
  },
  wait: () =>
    new Promise((resolve) => {
      const stop = new AbortController()
      const go = (): void => {
        stop.abort()
        resolve()
      }
      const timer = setTimeout(go, LOOK_AGAIN_MS)
      stop.signal.addEventListener('abort', () => clearTimeout(timer))
      window.addEventListener('focus', go, { signal: stop.signal })
    }),
}
