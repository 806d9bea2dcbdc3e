import { z } from 'zod'

/** Asks the content what is published: a query of GROQ and its parameters. */
export type AskContent = (
  query: string,
  params: Readonly<Record<string, unknown>>,
) => Promise<{ readonly result: unknown; readonly syncTags?: readonly string[] | undefined }>

/** What one answer reads of the content, with the tags of all that it has read. */
export class ContentReading {
  readonly tags = new Set<string>()
  readonly #ask: AskContent

  constructor(ask: AskContent) {
    this.#ask = ask
  }

  /** What `query` gives. */
  async ask(query: string, params: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
    const { result, syncTags = [] } = await this.#ask(query, params)
    for (const tag of syncTags) this.tags.add(tag)
    return result
  }

  /** What `query` gives, as `schema` says. */
  async read<Schema extends z.ZodType>(
    query: string,
    params: Readonly<Record<string, unknown>>,
    schema: Schema,
  ): Promise<z.output<Schema>> {
    return schema.parse(await this.ask(query, params))
  }

  /** The rows that `query` gives, those that are as `schema` says: half a record is never given out. */
  async rows<Schema extends z.ZodType>(
    query: string,
    params: Readonly<Record<string, unknown>>,
    schema: Schema,
  ): Promise<readonly z.output<Schema>[]> {
    const answers = z.array(z.unknown()).parse(await this.ask(query, params))
    return answers.flatMap((answer) => {
      const row = schema.safeParse(answer)
      return row.success ? [row.data] : []
    })
  }
}
