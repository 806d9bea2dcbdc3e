import { createHash } from 'node:crypto'
import { escapeAttribute, escapeText } from 'entities/escape'
import { DEMONSTRATION_PEOPLE, type DemonstrationPerson } from './people.ts'

const STYLE = `
*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.5rem;background:#f5f3ee;color:#16202c;font:400 1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",sans-serif}
main{width:100%;max-width:40rem;background:#fff;border:1px solid #d9d4c7;border-top:.4rem solid #e3b84f;border-radius:.5rem;padding:clamp(1.25rem,5vw,2.5rem)}
h1{margin:0 0 .5rem;color:#12284c;font:600 clamp(1.6rem,6vw,2.1rem)/1.15 Georgia,"Times New Roman",serif;letter-spacing:-.01em}
h2{margin:1.75rem 0 .6rem;color:#12284c;font:600 1.15rem/1.2 Georgia,"Times New Roman",serif}
.kicker{margin:0 0 .5rem;color:#8a6414;font-weight:600;font-size:.8125rem;letter-spacing:.08em;text-transform:uppercase}
.note{border-left:.25rem solid #8a6414;background:#fffbea;padding:.7rem 1rem;margin:1.25rem 0 0}
ul{list-style:none;margin:0;padding:0;display:grid;gap:.75rem;grid-template-columns:repeat(auto-fit,minmax(15rem,1fr))}
button{width:100%;min-height:4rem;display:block;text-align:left;border:1px solid #12284c;border-radius:.25rem;background:#fff;color:#12284c;padding:.7rem 1rem;font-family:inherit;font-size:1.0625rem;font-weight:600;line-height:1.35;cursor:pointer}
button span{display:block;color:#46525f;font-weight:400;font-size:.9375rem}
button:hover{background:#12284c;color:#fff}button:hover span{color:#fff}
:focus-visible{outline:3px solid #ffbf47;outline-offset:2px;box-shadow:0 0 0 5px #12284c;border-radius:2px}
a{color:#0b4f9e}
footer{margin-top:1.75rem;padding-top:1rem;border-top:1px solid #d9d4c7;color:#46525f;font-size:.9375rem}
`

/** The policy of these pages: their one style, no script, and forms whose answer leads back to the site. */
export function pagePolicy(siteOrigin: string): string {
  const hash = createHash('sha256').update(STYLE).digest('base64')
  return `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self' ${siteOrigin}; base-uri 'none'; frame-ancestors 'none'`
}

/** The page on which one chooses whom to sign in as. */
export function choicePage(uid: string, host: string, siteHost: string): string {
  return page(
    'Choose a person',
    `<p class="kicker">Demonstration sign-in</p>
<h1>Who would you like to be?</h1>
<p>${escapeText(siteHost)} asks who you are. Choose a person, and you are sent back there, signed in.</p>
<form method="post" action="/choose/${escapeAttribute(uid)}">
<h2>Somebody who reads</h2><ul>${buttons(false)}</ul>
<h2>Somebody who edits</h2><ul>${buttons(true)}</ul>
</form>
<p class="note"><strong>This is a demonstration.</strong> These people are made up, there is no password, and nothing leaves this computer. On a public site a real provider, such as Login.gov, stands here.</p>
<footer>You are at ${escapeText(host)}, a sign-in provider with an address of its own, as real ones have. <a href="/choose/${escapeAttribute(uid)}/leave">Go back without signing in</a>.</footer>`,
  )
}

/** A page that says that something cannot be done, and what to do instead. */
export function problemPage(siteOrigin: string): string {
  return page(
    'This sign-in has ended',
    `<p class="kicker">Demonstration sign-in</p>
<h1>This sign-in has ended</h1>
<p>It took too long, was finished in another tab, or began with an address that does not belong to it.</p>
<p><a href="${escapeAttribute(siteOrigin)}/sign-in">Begin again</a></p>`,
  )
}

/** The page that asks before signing out here too; `form` is the library's own, with its token. */
export function signOutPage(form: string): string {
  return page(
    'Sign out',
    `<p class="kicker">Demonstration sign-in</p>
<h1>Sign out here as well?</h1>
<p>You have signed out of the site. The demonstration sign-in may still remember whom you chose.</p>
${form}
<p><button autofocus type="submit" form="op.logoutForm" value="yes" name="logout">Sign out<span>and go back to the site</span></button></p>`,
  )
}

function buttons(areEditors: boolean): string {
  return DEMONSTRATION_PEOPLE.filter(({ isEditor }) => isEditor === areEditors)
    .map(button)
    .join('')
}

function button({ subject, name, email, isEditor }: DemonstrationPerson): string {
  const what = isEditor ? 'may edit in the Studio' : 'reads and follows'
  return `<li><button name="person" value="${escapeAttribute(subject)}">${escapeText(name)}<span>${escapeText(email)}, ${what}</span></button></li>`
}

function page(title: string, main: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${title} · Demonstration sign-in</title><style>${STYLE}</style></head>
<body><main>${main}</main></body></html>`
}
