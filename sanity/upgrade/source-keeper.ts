import { createHash } from 'node:crypto'
import type { SanityClient } from '@sanity/client'

/** A source as a sheet held it before sources were documents. */
export interface InlineSource {
  readonly _type: 'source'
  readonly _key: string
  readonly title?: string
  readonly publisher?: string
  readonly url?: string
  readonly date?: string
}

interface SourceDocument {
  readonly _id: string
  readonly _type: 'source'
  readonly title?: string
  readonly publisher?: string
  readonly url?: string
  readonly date?: string
}

/** Finds or makes the document for what a sheet says of a source. */
export class SourceKeeper {
  readonly #known: ReadonlyMap<string, readonly SourceDocument[]>
  readonly #made = new Map<string, SourceDocument>()

  private constructor(known: readonly SourceDocument[]) {
    this.#known = Map.groupBy(known, ({ url = '' }) => url)
  }

  /** One that knows the documents that `sources` may mean, and has made those that there are none for. */
  static async of(client: SanityClient, sources: readonly InlineSource[]): Promise<SourceKeeper> {
    const urls = sources.flatMap(({ url }) => url ?? [])
    const keeper = new SourceKeeper(await client.fetch(`*[_type == "source" && url in $urls && !(_id in path("drafts.**"))]`, { urls }))
    for (const source of sources) keeper.citation(source)
    return keeper
  }

  /** The documents that there were none for. */
  get made(): readonly SourceDocument[] {
    return [...this.#made.values()]
  }

  /** A citation of the document for `source`. */
  citation(source: InlineSource) {
    return { _type: 'citation', _key: source._key, source: { _type: 'reference', _ref: this.#idOf(source) } } as const
  }

  #idOf({ title, publisher, url, date }: InlineSource): string {
    // One address may hold several publications: then the title must tell them apart.
    const [same, another] = (this.#known.get(url ?? '') ?? []).filter((known) => title === undefined || known.title === title)
    if (url !== undefined && same && !another) return same._id
    const hash = createHash('sha256')
      .update(JSON.stringify([title, publisher, url, date]))
      .digest('hex')
      .slice(0, 16)
    const id = `source-${hash}`
    this.#made.set(id, {
      _id: id,
      _type: 'source',
      ...(title !== undefined && { title }),
      ...(publisher !== undefined && { publisher }),
      ...(url !== undefined && { url }),
      ...(date !== undefined && { date }),
    })
    return id
  }
}
