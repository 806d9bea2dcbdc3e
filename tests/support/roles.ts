import type { CustomRole } from '#lib/content-lake/people/register.ts'
import type { PersonName } from './lake.ts'

export type Asker = PersonName | null
export const askers: readonly Asker[] = [null, 'reader', 'viewer', 'contributor', 'editor', 'administrator', 'newsroom']
export const insiders: ReadonlySet<Asker> = new Set<Asker>(['viewer', 'contributor', 'editor', 'administrator'])
export const modes = ['public', 'private'] as const
export type Mode = (typeof modes)[number]

export const news = { _type: 'post', section: 'news' }
export const sport = { _type: 'post', section: 'sport' }
/** One document of each kind: published, draft, version, with a dot, of the system, of another type. */
export const documents: Readonly<Record<string, { _type: string; section?: string }>> = {
  'news-1': news,
  'sport-1': sport,
  'note-1': { _type: 'note' },
  'drafts.news-1': news,
  'drafts.sport-1': sport,
  'drafts.note-1': { _type: 'note' },
  'versions.rNext.news-1': news,
  'versions.rNext.sport-1': sport,
  'secret.note': { _type: 'note' },
  'secret.news': news,
  '_.releases.rNext': { _type: 'system.release' },
}
export const ids = Object.keys(documents)

export const role: CustomRole = {
  description: '',
  name: 'newsroom',
  title: 'Newsroom',
  grants: [{ filter: '_type == "post" && section == "news"', permissions: ['read', 'create', 'update', 'history'] }],
}
export const isNews = (id: string): boolean => documents[id] === news

/** What the README says of who reads what. */
export function reads(who: Asker, mode: Mode, id: string): boolean {
  if (insiders.has(who)) return true
  return (mode === 'public' && !id.includes('.')) || (who === 'newsroom' && isNews(id))
}
