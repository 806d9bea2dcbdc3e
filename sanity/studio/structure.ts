import { CheckmarkCircleIcon } from '@sanity/icons/CheckmarkCircle'
import { TransferIcon } from '@sanity/icons/Transfer'
import { CogIcon } from '@sanity/icons/Cog'
import type { StructureResolver } from 'sanity/structure'
import { languageChoices, languageName } from '../schema/language.ts'
import { Check } from './check.tsx'
import { figuresItem } from './figures-structure.ts'
import { Proposals } from './proposals.tsx'
import { reportsItem } from './reports-structure.ts'
import { SETTINGS_IDS, siteSettings } from '../schema/singletons/site-settings.ts'

/** The list at the left: documents by kind, then what exists once. */
export const structure: StructureResolver = (S) =>
  S.list()
    .title('Content')
    .items([
      S.documentTypeListItem('factSheet').title('Fact sheets'),
      figuresItem(S),
      S.listItem().id('proposals').title('Proposals').icon(TransferIcon).child(S.component(Proposals).id('proposals').title('Proposals')),
      reportsItem(S),
      S.listItem().id('check').title('Check').icon(CheckmarkCircleIcon).child(S.component(Check).id('check').title('Check')),
      S.documentTypeListItem('country').title('Countries'),
      S.documentTypeListItem('institution').title('Institutions'),
      S.documentTypeListItem('term').title('Glossary'),
      S.divider(),
      S.documentTypeListItem('page').title('Pages'),
      S.documentTypeListItem('faqEntry')
        .title('Questions')
        .child(
          S.documentTypeList('faqEntry')
            .title('Questions')
            .defaultOrdering([
              { field: 'language', direction: 'asc' },
              { field: 'order', direction: 'asc' },
            ]),
        ),
      S.divider(),
      // Named as the document that each leads to: an address that asks to edit one is looked up by that name.
      ...languageChoices.map(({ value }) =>
        S.listItem()
          .id(SETTINGS_IDS[value])
          .title(`Settings: ${languageName(value)}`)
          .icon(CogIcon)
          .child(
            S.document()
              .schemaType(siteSettings.name)
              .documentId(SETTINGS_IDS[value])
              .title(`Settings: ${languageName(value)}`),
          ),
      ),
    ])
