import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FollowsLink } from '#components/account/news-list.tsx'
import { OwnLinks } from '#components/account/own-links.tsx'
import { Panel } from '#components/account/panel.tsx'
import { Arrangement } from '#components/own-page/arrangement.tsx'
import { DeviceItems } from '#components/own-page/device-items.tsx'
import { DragBlocks } from '#components/own-page/drag-blocks.tsx'
import { FigureNews } from '#components/own-page/figure-news.tsx'
import { OwnBlocks } from '#components/own-page/own-blocks.tsx'
import { PageForm } from '#components/own-page/page-form.tsx'
import { KeptReading } from '#components/own-page/kept-reading.tsx'
import { PageTabs } from '#components/own-page/page-tabs.tsx'
import { SheetChanges } from '#components/own-page/sheet-changes.tsx'
import { SheetLink } from '#components/own-page/sheet-link.tsx'
import { bdi } from '#components/ui/bdi.tsx'
import { BLOCK_KINDS } from '#lib/accounts/blocks.ts'
import { PAGE_NAME_MAX } from '#lib/accounts/own-pages.ts'
import { keepsAll } from '#lib/accounts/reading.ts'
import { requireReader } from '#lib/auth/require-reader.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata, AccountFrame } from '../account-frame.tsx'
import { watchedIn } from './block-data.ts'
import { deviceWords } from './device-words.ts'
import { readSheets, SHOWN_MAX } from './read-sheets.ts'
import { loadPage } from './shown-page.ts'

export const instant = false

interface PageProps {
  readonly params: Promise<{ lang: string }>
  readonly searchParams: Promise<{ page?: string; arrange?: string; notice?: string }>
}

const NOTICES = ['stale', 'gone', 'absent', 'tooMany', 'noItem', 'tooManyPages', 'noName'] as const

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('account', lang)('yourPage')) : {}
}

export default async function MyPage({ params, searchParams }: PageProps) {
  const [{ lang }, { page: wanted, arrange, notice }] = await Promise.all([params, searchParams])
  if (!isLanguage(lang)) notFound()
  const home = localPath(lang, '/my')
  const reader = await requireReader(home)
  const [words, own] = [translate('account', lang), translate('ownPage', lang)]
  const [sheets, isAllKept, { pages, shown, blocks }] = await Promise.all([
    readSheets(reader),
    keepsAll(reader),
    loadPage(reader, wanted, lang),
  ])
  const data = { ...blocks, sheets }
  const changed = sheets.filter(({ isChanged }) => isChanged)
  const follows = sheets.filter(({ isFollowed }) => isFollowed)
  const isArranging = arrange !== undefined
  const query = new URLSearchParams({ ...(shown.id !== 'first' && { page: shown.id }), ...(isArranging && { arrange: '1' }) })
  const of = { id: shown.id, revision: shown.revision, path: query.size === 0 ? home : `${home}?${query.toString()}` }
  const refused = NOTICES.find((known) => known === notice)
  return (
    <AccountFrame language={lang} path="/my">
      <div className="wrap">
        <header className="my-head">
          <div>
            <h1>{words('yourPage')}</h1>
            <p>{words.rich('signedInAs', { name: reader.name, bdi })}</p>
            <p>{sheets.length === 0 ? words('followNone') : words('changesSummary', { changed: changed.length })}</p>
          </div>
          <div className="my-acts">
            <a className="button" href={isArranging ? withoutArranging(home, shown.id) : `${home}?${arranging(shown.id)}`}>
              {own(isArranging ? 'arrangeDone' : 'customize')}
            </a>
            <a className="button" href={`${localPath(lang, '/my/briefing')}${shown.id === 'first' ? '' : `?page=${shown.id}`}`}>
              {own('briefing')}
            </a>
            <OwnLinks language={lang} roles={reader.roles} path={home} />
          </div>
        </header>
        <PageTabs pages={pages} shown={shown.id} language={lang} />
        {refused && (
          <p className="note my-error" role="alert">
            {own(`notice_${refused}`)}
          </p>
        )}
        {shown.previous !== null && (
          <PageForm of={of} className="my-acts">
            <button type="submit" name="action" value="undo" className="button my-small">
              {own('undo')}
            </button>
          </PageForm>
        )}
        <DeviceItems
          account={isAllKept ? '*' : follows.map(({ documentId }) => documentId).join(' ')}
          words={deviceWords(lang)}
          language={lang}
        />
        <div className="my-board">
          <section className="my-panel my-lead-block" aria-labelledby="changes">
            <h2 id="changes">{words('changesTitle')}</h2>
            <div className="my-panel-body">
              <FigureNews sheets={changed} language={lang} />
              {changed.slice(0, SHOWN_MAX).map((sheet) => (
                <SheetChanges key={sheet.documentId} sheet={sheet} language={lang} path={of.path} />
              ))}
              {changed.length > SHOWN_MAX && (
                <>
                  <h3>{own('alsoChanged')}</h3>
                  <ul>
                    {changed.slice(SHOWN_MAX).map((sheet) => (
                      <li key={sheet.documentId}>
                        <SheetLink sheet={sheet} language={lang} />
                      </li>
                    ))}
                  </ul>
                </>
              )}
              {changed.length === 0 && <p className="my-nothing">{words(sheets.length === 0 ? 'followHow' : 'changesNone')}</p>}
              {!shown.blocks.some(({ kind }) => kind === 'sent') && (
                <p className="my-more">
                  <FollowsLink language={lang} />
                </p>
              )}
            </div>
          </section>
          <OwnBlocks blocks={shown.blocks} {...{ data, watchedIn, of, isArranging }} language={lang} />
          {isArranging && <DragBlocks of={of} />}
          {isArranging && (
            <Arrangement
              of={of}
              name={shown.name}
              kinds={BLOCK_KINDS}
              hasOthers={pages.length > 1}
              nameMax={PAGE_NAME_MAX}
              language={lang}
            />
          )}
          <Panel id="keeping" title={translate('since', lang)('keepTitle')}>
            <KeptReading isAllKept={isAllKept} language={lang} path={home} />
          </Panel>
        </div>
      </div>
    </AccountFrame>
  )
}

function arranging(page: string): string {
  return new URLSearchParams({ ...(page !== 'first' && { page }), arrange: '1' }).toString()
}

function withoutArranging(home: string, page: string): string {
  return page === 'first' ? home : `${home}?page=${page}`
}
