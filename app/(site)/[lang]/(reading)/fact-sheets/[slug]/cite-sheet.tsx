import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { CitePage } from '#components/cite/cite-page.tsx'
import { translate } from '#lib/i18n/translator.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { ReadingFrame } from '../../reading-frame.tsx'
import { citedSheet, type CitePlace } from './cited-sheet.ts'
import { editionMetadata } from './published-sheet.tsx'

interface PageProps {
  readonly params: Promise<CitePlace>
}

/** What is told of the page that says how a sheet, or an edition, is cited. */
export async function citeMetadata({ params }: PageProps): Promise<Metadata> {
  const { number, ...place } = await params
  const { sheet, language, edition, rest } = await citedSheet(number === undefined ? place : { ...place, number })
  const words = translate('reading', language)
  const named = { title: edition.heading, number: edition.number }
  const told = editionMetadata(sheet, {
    title: words(number === undefined ? 'citeSheetTitle' : 'citeEditionTitle', named),
    description: words(number === undefined ? 'citeSheetDescription' : 'citeEditionDescription', named),
    rest: `${rest}/cite`,
  })
  // What is to be found is the sheet itself.
  return { ...told, robots: { index: false, follow: true } }
}

/** How a sheet, or an edition of it, is cited. */
export async function CiteSheet({ params }: PageProps) {
  const place = await params
  const { language, path, address, edition, cited, rest } = await citedSheet(place)
  const { number, heading: title } = edition
  const isEdition = place.number !== undefined
  const words = translate('reading', language)
  const own = `${address}${rest}/cite`
  return (
    <ReadingFrame language={language} view={PUBLISHED} path={`${path}${rest}/cite`} current="factSheets">
      <CitePage
        title={words(isEdition ? 'citeEditionTitle' : 'citeSheetTitle', { title, number })}
        cited={cited}
        lead={words(isEdition ? 'citeEditionLead' : 'citeSheetLead')}
        address={own}
        language={language}
      >
        {!isEdition && <p>{words.rich('citeExact', { number, edition: linkTo(`${address}/editions/${number}/cite`) })}</p>}
        <p>
          <a href={isEdition ? `${address}${rest}` : sheetPath(edition.slug, edition.language, language)}>
            {isEdition ? words('backToEdition') : translate('editions', language)('backToSheet')}
          </a>
        </p>
      </CitePage>
    </ReadingFrame>
  )
}

function linkTo(address: string) {
  return (chunks: ReactNode) => <a href={address}>{chunks}</a>
}
