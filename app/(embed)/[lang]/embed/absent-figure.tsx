import { environment, siteOrigin } from '#lib/env.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { noteStatus } from '#lib/render-record.ts'

/** What is shown where a figure was withdrawn, or where none ever was. Whoever embedded it shows this to their readers. */
export function AbsentFigure({ language, wasPublished }: { language: Language; wasPublished: boolean }) {
  noteStatus(wasPublished ? 410 : 404)
  const words = translate('embeds', language)
  const { origin, host } = new URL(siteOrigin(environment()))
  const site = () => (
    <a href={origin} target="_blank" rel="noopener">
      <bdi>{host}</bdi>
    </a>
  )
  return (
    <main className="embed">
      <h1>{words(wasPublished ? 'withdrawnTitle' : 'unknownTitle')}</h1>
      <p>{words.rich(wasPublished ? 'withdrawnText' : 'unknownText', { site })}</p>
    </main>
  )
}
