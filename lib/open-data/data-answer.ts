/** An answer of the open data: feeds, the site map, the read API. */
export interface DataAnswer {
  readonly status: number
  /** With `Content-Type`. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** What it was made from: it is old as soon as one of these changes. */
  readonly tags: ReadonlySet<string>
}

/** An answer too large to be kept whole: its text comes in pieces, each made when the one before was taken. */
export interface StreamedAnswer {
  readonly headers: Readonly<Record<string, string>>
  readonly pieces: AsyncGenerator<string>
}
