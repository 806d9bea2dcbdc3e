import { BarChartIcon } from '@sanity/icons/BarChart'
import type { StructureBuilder } from 'sanity/structure'

/** The observations that refer to the document `id` in their field `field`. */
function observationsOf(S: StructureBuilder, field: 'indicator' | 'place', id: string) {
  return S.documentList()
    .title('Figures')
    .schemaType('observation')
    .filter(`_type == "observation" && ${field}._ref == $id`)
    .params({ id })
    .apiVersion('2025-02-19')
    .defaultOrdering([{ field: 'period.end', direction: 'desc' }])
}

/** A list of documents of `type`, each leading to its figures. */
function byDocument(S: StructureBuilder, type: string, title: string, field: 'indicator' | 'place') {
  return S.listItem()
    .id(`figures-by-${type}`)
    .title(title)
    .schemaType(type)
    .child(
      S.documentTypeList(type)
        .title(title)
        .child((id) => observationsOf(S, field, id)),
    )
}

/** Figures and all that they rest on. */
export function figuresItem(S: StructureBuilder) {
  return S.listItem()
    .id('figures')
    .title('Figures')
    .icon(BarChartIcon)
    .child(
      S.list()
        .id('figures')
        .title('Figures')
        .items([
          byDocument(S, 'indicator', 'By indicator', 'indicator'),
          byDocument(S, 'country', 'By country', 'place'),
          byDocument(S, 'region', 'By region', 'place'),
          S.documentTypeListItem('observation').title('All figures'),
          S.divider(),
          S.documentTypeListItem('indicator').title('Indicators'),
          S.documentTypeListItem('source').title('Sources'),
          S.documentTypeListItem('series').title('Series'),
          S.documentTypeListItem('unit').title('Units'),
          S.documentTypeListItem('region').title('Regions'),
        ]),
    )
}
