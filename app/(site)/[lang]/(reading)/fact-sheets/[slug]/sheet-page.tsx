import type { Metadata } from 'next'
import { FollowForm } from '#components/account/follow-form.tsx'
import { FollowOnDevice } from '#components/account/follow-on-device.tsx'
import { isDrawable } from '#components/card/typefaces.ts'
import { EditionFacts } from '#components/edition/edition-facts.tsx'
import { FactSheetArticle } from '#components/fact-sheet/fact-sheet.tsx'
import { RelatedSheets } from '#components/fact-sheet/related-sheets.tsx'
import { SheetActs } from '#components/fact-sheet/sheet-acts.tsx'
import { SinceLastRead } from '#components/fact-sheet/since-last-read.tsx'
import { SheetLanguages } from '#components/fact-sheet/sheet-languages.tsx'
import { TranslationNote } from '#components/fact-sheet/translation-note.tsx'
import { JsonLd } from '#components/ui/json-ld.tsx'
import { environment } from '#lib/env.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { ListLinks } from '#components/list/list-links.tsx'
import { sheetPath } from '#lib/i18n/written-language.ts'
import { datesOf, editionOfRevision, editionTag, listEditions } from '#lib/publishing/editions.ts'
import { noteTags } from '#lib/render-record.ts'
import type { View } from '#sanity/live.ts'
import type { FactSheet } from '#sanity/read/fact-sheet.ts'
import { readObservationsBeside } from '#sanity/read/observations.ts'
import { readRelatedSheets } from '#sanity/read/related-sheets.ts'
import { pageMetadata, sheetFiles } from '../../../../page-address.ts'
import { listsOfSheet } from '../../list-links.ts'
import { ReadingFrame } from '../../reading-frame.tsx'
import { aidsOfSheet, bodiesOf, observationsSaid } from './sheet-aids.tsx'
import { publishedJsonLd } from './sheet-data.ts'

interface SheetPageProps {
  readonly sheet: FactSheet
  /** The language of the page around the sheet. */
  readonly language: Language
  /** The page's address without the language of the interface. */
  readonly path: string
  readonly view: View
  /** Whether the sheet is shown because there is none in `language`. */
  readonly isInstead: boolean
}

/** The page of a fact sheet, in whichever language that is written. */
export async function SheetPage({ sheet, language, path, view, isInstead }: SheetPageProps) {
  const signIn = environment().SIGN_IN === 'on'
  const tools = (
    <>
      {signIn && <FollowForm language={language} target={{ kind: 'sheet', key: sheet.id }} callbackUrl={localPath(language, path)} />}
      {view.perspective === 'published' && <FollowOnDevice language={language} />}
      <SheetLanguages sheet={sheet} language={language} />
    </>
  )
  const address = localPath(language, path)
  const [known, edition, related] = await Promise.all([
    readObservationsBeside(bodiesOf(sheet), view),
    view.perspective === 'published' ? editionShown(sheet) : null,
    readRelatedSheets({ sheet, figures: observationsSaid(sheet), language, view }),
  ])
  const [aids, lists] = await Promise.all([
    aidsOfSheet({ sheet, known, address, edition, language, view }),
    listsOfSheet(sheet, known, language, view),
  ])
  const note = (
    <>
      <TranslationNote sheet={sheet} language={language} isInstead={isInstead} />
      {edition && <EditionFacts language={language} written={sheet.language} address={address} {...edition} {...sheet.aids} />}
      {edition && <SinceLastRead sheet={sheet.id} edition={edition.number} language={language} written={sheet.language} signIn={signIn} />}
      {edition && <SheetActs address={address} language={language} written={sheet.language} {...(signIn && { sheet: sheet.id })} />}
    </>
  )
  return (
    <ReadingFrame language={language} view={view} path={path} current="factSheets" ownBanner={sheet.institution !== null}>
      <FactSheetArticle sheet={sheet} known={known} language={language} tools={tools} note={note} aids={aids} />
      <RelatedSheets sheets={related} language={language} />
      {view.stega ? null : <JsonLd data={publishedJsonLd(sheet, edition)} />}
      <div className="wrap">
        <ListLinks lists={lists} language={language} />
      </div>
    </ReadingFrame>
  )
}

/** The edition of the very state that is shown: until that is made, none is named, and the page is made anew then. */
async function editionShown({ id, revision }: FactSheet) {
  noteTags([editionTag(id)])
  const number = await editionOfRevision(id, revision)
  if (number === null) return null
  const [dates, [entry]] = await Promise.all([datesOf(id, number), listEditions(id, 1, number + 1)])
  return dates && entry ? { number, ...dates, hash: entry.hash } : null
}

/** What is told of such a page: its canonical address is that of the sheet in its own language. */
export function sheetMetadata(sheet: FactSheet, language: Language): Metadata {
  const { text, card } = sheetFiles(sheetPath(sheet.slug, sheet.language))
  return pageMetadata({
    title: translate('site', language)('factSheetTitle', { title: sheet.heading }),
    description: sheet.summary,
    path: `/fact-sheets/${sheet.slug}`,
    language: sheet.language,
    translations: sheet.translations,
    pathIn: (written) => sheetPath(sheet.slug, written),
    feeds: sheetPath(sheet.slug, sheet.language, language),
    text,
    ...(isDrawable(sheet.heading) && { card }),
  })
}
