import { type DatedNews, FollowsLink, NewsList } from '#components/account/news-list.tsx'
import type { Correction } from '#components/edition/correction-list.tsx'
import type { Block } from '#lib/accounts/blocks.ts'
import type { Observation } from '#lib/figures/observation.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { BlockFrame } from './block-frame.tsx'
import { FollowedList } from './followed-list.tsx'
import { NoteCard } from './note-card.tsx'
import { type FormOfPage, PageForm } from './page-form.tsx'
import type { ReadSheet } from './read-sheet.ts'
import { RecentCorrections } from './recent-corrections.tsx'
import { type RunSearch, SearchRuns } from './search-runs.tsx'
import type { ShownNote } from './shown-note.ts'
import { SideBySide } from './side-by-side.tsx'
import { type WatchedFigure, WatchedFigures } from './watched-figures.tsx'

interface OwnBlocksProps {
  readonly blocks: readonly Block[]
  readonly data: {
    readonly sheets: readonly ReadSheet[]
    readonly observations: readonly Observation[]
    readonly notes: readonly ShownNote[]
    readonly corrections: readonly Correction[]
    readonly searches: ReadonlyMap<string, RunSearch>
    readonly told: readonly DatedNews[]
  }
  readonly watchedIn: (block: Block, observations: readonly Observation[]) => readonly WatchedFigure[]
  readonly of: FormOfPage
  readonly isArranging: boolean
  readonly language: Language
}

/** The blocks of a page, in their order. */
export function OwnBlocks({ blocks, of, isArranging, language, ...shown }: OwnBlocksProps) {
  return blocks.map((block, index) => (
    <BlockFrame key={block.id} {...{ block, index, of, isArranging, language }} count={blocks.length}>
      <Content block={block} of={of} isArranging={isArranging} language={language} {...shown} />
    </BlockFrame>
  ))
}

function Content({ block, data, watchedIn, of, isArranging, language }: Omit<OwnBlocksProps, 'blocks'> & { readonly block: Block }) {
  const words = translate('ownPage', language)
  const drop = (item: string, name: string) =>
    isArranging && (
      <PageForm of={of}>
        <input type="hidden" name="block" value={block.id} />
        <input type="hidden" name="item" value={item} />
        <button type="submit" name="action" value="drop" className="my-sign" aria-label={words('dropItem', { name })}>
          <span aria-hidden="true">×</span>
        </button>
      </PageForm>
    )
  switch (block.kind) {
    case 'follows':
      return <FollowedList sheets={data.sheets.filter(({ isFollowed }) => isFollowed)} language={language} path={of.path} />
    case 'figures':
      return <WatchedFigures figures={watchedIn(block, data.observations)} language={language} drop={drop} />
    case 'countries':
      return <SideBySide places={block.items} observations={data.observations} language={language} drop={drop} />
    case 'searches':
      return <SearchRuns items={block.items} searches={data.searches} language={language} drop={drop} />
    case 'corrections':
      return <RecentCorrections corrections={data.corrections} language={language} />
    case 'sent':
      return (
        <>
          <NewsList news={data.told} language={language} />
          <p className="my-more">
            <FollowsLink language={language} />
            <a href={localPath(language, '/my/mail')}>{translate('following', language)('mailTitle')}</a>
          </p>
        </>
      )
    case 'saved':
      return (
        <>
          {data.notes.length === 0 && <p className="my-nothing">{words('savedHow')}</p>}
          {data.notes.map((note) => (
            <NoteCard key={note.id} note={note} language={language} path={of.path} level={3} />
          ))}
          <p className="my-more">
            <a href={localPath(language, '/my/notes')}>{words('allNotes')}</a>
          </p>
        </>
      )
  }
}
