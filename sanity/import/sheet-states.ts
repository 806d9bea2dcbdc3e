import { createHash } from 'node:crypto'
import { reference, type SeedDocument, slug } from '../seed/seed-document.ts'
import type { SheetRecord, VersionRecord } from './record.ts'
import { citationsOf } from './sheet-sources.ts'
import { type KeyedPart, keyParts } from './stable-keys.ts'
import { textOf, toTextBlock } from './text-blocks.ts'

/** Fields of a document beside `_id` and `_type`. */
type Fields = Readonly<Record<string, unknown>>

/** What a sheet was when one version of it was issued, and the transaction that brings it there. */
export interface SheetState {
  readonly transactionId: string
  readonly fields: Fields
  /** The documents of the sources that it cites. */
  readonly sources: readonly SeedDocument[]
}

/** All that an import wants of one sheet. */
export interface WantedSheet {
  readonly documentId: string
  /** One for each version, in their order. */
  readonly states: readonly SheetState[]
  /** What is said about the sheet as a whole; part of each state's fields. */
  readonly about: Fields
}

/** Documents that the records of sheets name otherwise: countries by code, institutions by name. */
export interface NamedDocuments {
  readonly countries: ReadonlyMap<string, string>
  readonly institutions: ReadonlyMap<string, string>
}

/** What the ids of an import's transactions begin with. */
export const IMPORT_PREFIX = 'import-'
const ABOUT_PREFIX = `${IMPORT_PREFIX}about-`

/** The document that a sheet is imported as. No slug and no language has an underscore, so no two sheets share one. */
export function documentIdOf({ slug: address, language }: Pick<SheetRecord, 'slug' | 'language'>): string {
  return `fact-sheet_${language}_${address}`
}

/**
 * The states that `sheet` went through. Each transaction's id is made from the text of its version and of all before it: the same file always
 * gives the same ids, and the lake ignores a transaction it knows. What holds for the sheet as a whole is not part of them.
 */
export function sheetStates(sheet: SheetRecord, named: NamedDocuments): WantedSheet {
  const documentId = documentIdOf(sheet)
  const about = aboutFields(sheet, named)
  const states: SheetState[] = []
  let parts: Parts = { sections: [], blocks: [] }
  let chain = documentId
  for (const version of sheet.versions) {
    parts = partsOf(version, parts)
    const { documents, citations } = citationsOf(version.sources ?? sheet.sources)
    const fields = versionFields(version, citations, parts)
    chain = digest(chain, fields)
    states.push({ transactionId: `${IMPORT_PREFIX}${chain}`, fields: { ...about, ...fields }, sources: documents })
  }
  return { documentId, states, about }
}

/** The transaction that changes what is said about a sheet as a whole, after the revision `revision`. */
export function aboutTransactionId({ documentId, about }: WantedSheet, revision: string): string {
  return `${ABOUT_PREFIX}${digest(`${documentId}\n${revision}`, about)}`
}

/** Whether a transaction wrote a version of an imported sheet. */
export function isVersion(transactionId: string): boolean {
  return transactionId.startsWith(IMPORT_PREFIX) && !transactionId.startsWith(ABOUT_PREFIX)
}

function aboutFields({ slug: address, language, country, institution, summary }: SheetRecord, named: NamedDocuments): Fields {
  const countryId = country ? named.countries.get(country) : undefined
  return {
    ...(countryId !== undefined && { country: reference(countryId) }),
    institution: reference(named.institutions.get(institution) ?? ''),
    slug: slug(address),
    language,
    summary,
  }
}

interface Parts {
  readonly sections: readonly KeyedPart[]
  readonly blocks: readonly KeyedPart[]
}

/** Blocks have keys that are unique in the whole sheet, so that a paragraph may move to another section and keep its own. */
function partsOf({ sections }: VersionRecord, before: Parts): Parts {
  return {
    sections: keyParts(
      before.sections,
      sections.map(({ heading }) => `section ${heading ?? ''}`),
    ),
    blocks: keyParts(
      before.blocks,
      sections.flatMap(({ body }) => body.map((block) => `${block.type} ${textOf(block)}`)),
    ),
  }
}

function versionFields({ title, issued, issuedNote, sections }: VersionRecord, sources: readonly object[], parts: Parts): Fields {
  const blockKeys = parts.blocks.map(({ key }) => key)[Symbol.iterator]()
  return {
    ...(title !== undefined && { title }),
    ...((issued !== null || issuedNote !== undefined) && {
      issued: { _type: 'issued', ...(issued !== null && { date: issued }), ...(issuedNote !== undefined && { note: issuedNote }) },
    }),
    sections: sections.map(({ heading, body }, index) => ({
      _type: 'section',
      _key: parts.sections[index]?.key,
      ...(heading && { heading }),
      body: body.map((block) => toTextBlock(block, blockKeys.next().value ?? '')),
    })),
    sources,
  }
}

function digest(before: string, fields: Fields): string {
  return createHash('sha256')
    .update(`${before}\n${JSON.stringify(fields)}`)
    .digest('hex')
    .slice(0, 40)
}
