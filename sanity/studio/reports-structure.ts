import { BugIcon } from '@sanity/icons/Bug'
import type { StructureBuilder } from 'sanity/structure'

/** What visitors reported of figures: first what is to be answered. */
export function reportsItem(S: StructureBuilder) {
  const list = (id: string, title: string, condition: string) =>
    S.listItem()
      .id(id)
      .title(title)
      .icon(BugIcon)
      .child(
        S.documentList()
          .id(id)
          .title(title)
          .schemaType('figureReport')
          .filter(`_type == "figureReport" && ${condition}`)
          .apiVersion('2025-02-19')
          .defaultOrdering([{ field: 'receivedAt', direction: 'desc' }]),
      )
  return S.listItem()
    .id('reports')
    .title('Reports of errors')
    .icon(BugIcon)
    .child(
      S.list()
        .id('reports')
        .title('Reports of errors')
        .items([list('reports-open', 'To be answered', '!defined(outcome)'), list('reports-answered', 'Answered', 'defined(outcome)')]),
    )
}
