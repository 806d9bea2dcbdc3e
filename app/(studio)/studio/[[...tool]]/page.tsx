import { mayEdit } from '#lib/auth/roles.ts'
import { personOf } from '#lib/auth/session.ts'
import { environment, hostedContent } from '#lib/env.ts'
import { DEFAULT_LANGUAGE, isLanguage, type Language } from '#lib/i18n/languages.ts'
import { headers } from 'next/headers'
import { Door } from './door.tsx'
import { StudioInBrowser } from './studio-in-browser.tsx'

/** Who asks decides what is shown, so nothing is rendered ahead. */
export const instant = false

/** The Studio for editors; for others, why not. A courtesy: what somebody may read and write is the lake's to decide. */
export default async function StudioPage() {
  const asked = await headers()
  const hosted = hostedContent(environment())
  // Who edits there is hosted Sanity's to know: the Studio has its own way to sign in, and is empty without it. The token stays here.
  if (hosted) return <StudioInBrowser hosted={{ projectId: hosted.projectId, dataset: hosted.dataset }} />
  const person = await personOf(asked.get('cookie'))
  if (person && mayEdit(person.roles)) return <StudioInBrowser hosted={null} />
  return <Door name={person?.name} language={firstLanguage(asked.get('accept-language'))} />
}

/** The Studio has one address for all languages; what stands before it speaks the browser's first, if we do. */
function firstLanguage(acceptLanguage: string | null): Language {
  const first = acceptLanguage?.trim().slice(0, 2).toLowerCase() ?? ''
  return isLanguage(first) ? first : DEFAULT_LANGUAGE
}
