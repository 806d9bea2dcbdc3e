import { toCsv } from '#lib/figures/csv.ts'
import { type AskContent, ContentReading } from '../content.ts'
import type { DataAnswer, StreamedAnswer } from '../data-answer.ts'
import { Problem } from '../problem.ts'
import type { ApiPlace, Collection } from './collection.ts'
import { downloadOf } from './download.ts'
import { EDITION_COLUMNS, editionToCsv, findEditionRecord, listEditionRecords } from './editions.ts'
import { factSheetCollection } from './fact-sheets.ts'
import { observationCollection } from './observations.ts'
import { openApiOf } from './openapi.ts'
import { cursorOf, paging, parseParameters } from './parameters.ts'
import { simpleCollections } from './simple-collections.ts'

export const API_PATH = '/api/v1'
export const DOWNLOAD_PATH = `${API_PATH}/download`

/** Answers that were read of nothing change with the version of the site alone. */
const OF_THE_VERSION = 'open-data'

/** What is asked of the interface: the parts of the address behind `/api/v1`, the query, and whether a table is wanted. */
interface Asked {
  readonly parts: readonly string[]
  readonly url: URL
  readonly csv: boolean
}

interface Answered {
  readonly json: unknown
  /** The same as a table, where there is one. */
  readonly csv?: () => string
  /** The address of the next page. */
  readonly next?: string | null
}

/** The read API, version 1. */
export class Api {
  readonly #place: ApiPlace
  readonly #ask: AskContent
  readonly #collections: ReadonlyMap<string, Collection>

  constructor(place: ApiPlace, ask: AskContent) {
    this.#place = place
    this.#ask = ask
    const all: readonly Collection[] = [factSheetCollection(place), observationCollection(place), ...Object.values(simpleCollections)]
    this.#collections = new Map(all.map((collection) => [collection.name, collection]))
  }

  /** The answer at `url`; `wantsCsv` if the client would rather have a table.
   *  @throws {Problem} for what cannot be answered */
  async answer(url: URL, wantsCsv: boolean): Promise<DataAnswer> {
    const reading = new ContentReading(this.#ask)
    const path = url.pathname.slice(API_PATH.length)
    const csv = wantsCsv || path.endsWith('.csv')
    const parts = path
      .replace(/\.csv$/, '')
      .split('/')
      .slice(1)
      .map(decodeURIComponent)
    const answered = await this.#find(reading, { parts, url, csv })
    if (path.endsWith('.csv') && answered.csv === undefined) throw new Problem(404, 'There is no table here: leave out ".csv".')
    reading.tags.add(OF_THE_VERSION)
    const { origin } = this.#place
    const links = [`<${origin}${API_PATH}/openapi.json>; rel="service-desc"`]
    if (answered.next) links.unshift(`<${answered.next}>; rel="next"`)
    const headers = { Link: links.join(', '), 'Content-Language': 'en' }
    return csv && answered.csv !== undefined
      ? { status: 200, headers: { ...headers, 'Content-Type': 'text/csv; charset=utf-8' }, body: answered.csv(), tags: reading.tags }
      : {
          status: 200,
          headers: { ...headers, 'Content-Type': 'application/json; charset=utf-8' },
          body: `${JSON.stringify(answered.json)}\n`,
          tags: reading.tags,
        }
  }

  /** Everything there is. */
  download(): StreamedAnswer {
    return downloadOf(this.#ask, [...this.#collections.values()], this.#place)
  }

  async #find(reading: ContentReading, asked: Asked): Promise<Answered> {
    const [first, id, second, number, ...rest] = asked.parts
    if (first === undefined) return this.#index(asked)
    if (first === 'openapi.json' && id === undefined) {
      parseParameters(asked.url.searchParams, {})
      return { json: openApiOf([...this.#collections.values()], this.#place) }
    }
    const collection = this.#collections.get(first)
    if (!collection || rest.length > 0) throw this.#nothing()
    if (id === undefined) return this.#list(reading, collection, asked)
    if (second === undefined) return this.#record(reading, collection, id, asked)
    if (first !== 'fact-sheets' || second !== 'editions') throw this.#nothing()
    return number === undefined ? this.#editions(reading, id, asked) : this.#edition(reading, id, number, asked)
  }

  #index({ url }: Asked): Answered {
    parseParameters(url.searchParams, {})
    const { origin } = this.#place
    const at = (path: string) => new URL(path, origin).href
    const collections = [...this.#collections.values()].map(({ name, description }) => ({
      name,
      description,
      url: at(`${API_PATH}/${name}`),
    }))
    return { json: { description: at(`${API_PATH}/openapi.json`), download: at(DOWNLOAD_PATH), collections } }
  }

  async #list(reading: ContentReading, collection: Collection, { url }: Asked): Promise<Answered> {
    const { limit, after, ...filters } = parseParameters(url.searchParams, { ...collection.filters, ...paging })
    const given = Object.fromEntries(Object.entries(filters).map(([name, value]) => [name, typeof value === 'string' ? value : undefined]))
    const { records, nextAfter, csv } = await collection.list(reading, { limit, after, filters: given })
    return this.#page(url, records, nextAfter, csv)
  }

  async #record(reading: ContentReading, collection: Collection, id: string, { url }: Asked): Promise<Answered> {
    parseParameters(url.searchParams, {})
    const record = await collection.find(reading, id.slice(0, 256))
    if (record) return { json: record }
    throw new Problem(404, `There is nothing with the id "${id.slice(0, 128)}" here. All that there are: ${API_PATH}/${collection.name}`)
  }

  async #editions(reading: ContentReading, id: string, { url }: Asked): Promise<Answered> {
    const { limit, after } = parseParameters(url.searchParams, paging)
    const { records, nextAfter } = await listEditionRecords(reading, this.#place, id, { limit, after })
    return this.#page(url, records, nextAfter, () => toCsv(EDITION_COLUMNS, records))
  }

  async #edition(reading: ContentReading, id: string, number: string, { url }: Asked): Promise<Answered> {
    parseParameters(url.searchParams, {})
    const edition = await findEditionRecord(reading, this.#place, id, number)
    return { json: edition, csv: () => editionToCsv(edition) }
  }

  #page(url: URL, data: readonly unknown[], nextAfter: string | null, csv: () => string): Answered {
    if (nextAfter === null) return { json: { data, next: null }, csv }
    const next = new URL(url.pathname + url.search, this.#place.origin)
    next.searchParams.set('after', cursorOf(nextAfter))
    return { json: { data, next: next.href }, csv, next: next.href }
  }

  #nothing(): Problem {
    return new Problem(404, `There is nothing at this address. What there is: ${API_PATH}`)
  }
}
