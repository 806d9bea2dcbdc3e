import type { News } from './record-news.ts'
import type { NewsFigure } from './news.ts'

/** News as one person is told of them: all of it, or the figures that they asked for. */
export interface ToldNews extends News {
  /** The keys of those figures; null for all of the news. */
  readonly subjects: readonly string[] | null
}

/** The figures of `told` that its person is told of. */
export function figuresTold({ figures, subjects }: ToldNews): readonly NewsFigure[] {
  return subjects === null ? figures : figures.filter(({ subject }) => subject !== null && subjects.includes(subject))
}
