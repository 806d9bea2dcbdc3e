import type { CitedPage } from '#components/cite/citation.ts'
import { valueText } from '#components/figure/value-text.ts'
import { subjectText } from '#components/figure/note-panels.tsx'
import { formatPeriod } from '#lib/figures/format-period.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { firstPublished } from '#lib/publishing/published-observation.ts'
import { EDITIONS_TAG } from '#lib/publishing/editions.ts'
import { noteTags } from '#lib/render-record.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readSettings } from '#sanity/read/settings.ts'
import { pageAddress } from '../../../../../page-address.ts'
import { readFigure } from './read-figure.ts'

interface FigurePlace {
  readonly language: Language
  readonly indicator: string
  readonly place: string
  /** The id of the observation. */
  readonly observation: string
}

/** How one value of a figure is cited; null if the figure has no such value. */
export async function citedFigure({ language, observation: id, ...slugs }: FigurePlace) {
  const figure = await readFigure(slugs, PUBLISHED)
  const observation = figure?.observations.find((candidate) => candidate.id === id)
  if (!figure || !observation) return null
  noteTags([EDITIONS_TAG])
  const [date, { siteTitle, institution }] = await Promise.all([firstPublished(id), readSettings({ language, view: PUBLISHED })])
  const comma = translate('site', language)('comma')
  const title = `${subjectText(observation, language)}${comma} ${formatPeriod(observation.period, language)}: ${valueText(observation, language)}`
  const cited: CitedPage = {
    id,
    kind: 'figure',
    title,
    author: institution?.name ?? siteTitle,
    site: siteTitle,
    date,
    address: `${pageAddress(language, figure.path)}#${id}`,
    written: language,
  }
  return { figure, observation, cited }
}
