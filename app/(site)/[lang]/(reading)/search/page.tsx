import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { FollowForm } from '#components/account/follow-form.tsx'
import { Answer } from '#components/search/answer.tsx'
import { searchAddress, searchQuery } from '#components/search/search-address.ts'
import { SearchField } from '#components/search/search-field.tsx'
import { Lists, SearchResults } from '#components/search/search-results.tsx'
import { searchKey } from '#lib/accounts/follow-target.ts'
import { environment, hostedContent } from '#lib/env.ts'
import { nameIn } from '#lib/figures/observation.ts'
import { isLanguage, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { noteStatus } from '#lib/render-record.ts'
import { find, type Found, type Outcome, PAGE_SIZE, type Search } from '#lib/search/find.ts'
import { LONGEST_SEARCH } from '#lib/search/terms.ts'
import { PUBLISHED } from '#sanity/live.ts'
import { readPlace } from '#sanity/read/place.ts'
import { pageMetadata } from '../../../page-address.ts'
import { ReadingFrame } from '../reading-frame.tsx'
import { type Answered, answerTo } from './answer-to.ts'
import { type Query, searchIn } from './search-in.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
  readonly searchParams: Promise<Query>
}

export async function generateMetadata({ params, searchParams }: PageProps): Promise<Metadata> {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const words = translate('search', lang)
  const search = searchIn(await searchParams, lang)
  const title = search && search.text.length <= LONGEST_SEARCH ? words('titleOf', { query: search.text }) : words('title')
  const told = pageMetadata({ title, description: words('description'), path: '/search', language: lang })
  // What others ask is nobody's page.
  return { ...told, robots: { index: false, follow: false } }
}

/** What is found on this site, and the figure where one is asked for. */
export default async function SearchPage({ params, searchParams }: PageProps) {
  await connection()
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const words = translate('search', lang)
  const search = searchIn(await searchParams, lang)
  const isHere = hostedContent(environment()) === null
  const [outcome, answered, place] =
    search && isHere
      ? await Promise.all([
          find(search),
          answerTo(search.text, lang),
          search.place === null ? null : readPlace({ slug: search.place, view: PUBLISHED }),
        ])
      : [null, null, null]
  const fault = outcome && faultOf(outcome, lang)
  if (fault !== null) noteStatus(400)
  return (
    <ReadingFrame language={lang} view={PUBLISHED} path={search && fault === null ? `/search?${searchQuery(search)}` : '/search'}>
      <div className="wrap search-page">
        <h1 className="page-title">{words('title')}</h1>
        {isHere && (
          <SearchField
            language={lang}
            id="search"
            text={search?.text.slice(0, LONGEST_SEARCH) ?? ''}
            faultId={fault ? 'fault' : undefined}
          />
        )}
        {fault !== null && (
          <p id="fault" role="alert" className="fault">
            {fault}
          </p>
        )}
        {!isHere && <p>{words('absent')}</p>}
        {isHere && outcome === null && <p>{words('help')}</p>}
        {outcome === null && <Lists language={lang} />}
        {outcome?.state === 'found' && search && (
          <Told
            found={outcome}
            answered={answered}
            search={search}
            placeName={place ? nameIn(place, lang) : search.place}
            language={lang}
          />
        )}
      </div>
    </ReadingFrame>
  )
}

interface ToldProps {
  readonly found: Found
  readonly answered: Answered | null
  readonly search: Search
  readonly placeName: string | null
  readonly language: Language
}

/** The answer above what was found; on the first page of all of it. */
function Told({ found, answered, search, placeName, language }: ToldProps) {
  return (
    <>
      {answered && search.page === 1 && <Answer answer={answered.answer} sheets={answered.sheets} language={language} />}
      <SearchResults found={found} search={search} pageSize={PAGE_SIZE} placeName={placeName} language={language} />
      {environment().SIGN_IN === 'on' && (
        <FollowForm
          language={language}
          target={{ kind: 'search', key: searchKey(language, searchQuery({ ...search, page: 1 })) }}
          callbackUrl={searchAddress(search, language)}
        />
      )}
    </>
  )
}

/** What was wrong with a search, and what to do; null if nothing was. */
function faultOf(outcome: Outcome, language: Language): string | null {
  const words = translate('search', language)
  switch (outcome.state) {
    case 'found':
      return null
    case 'tooLong':
      return words('tooLong', { length: outcome.length, max: LONGEST_SEARCH })
    case 'empty':
    case 'onlyExcluded':
    case 'tooSlow':
      return words(outcome.state)
  }
}
