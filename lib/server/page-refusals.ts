/** A page can't be made while what it is made from can't be reached. */
export class ContentAway extends Error {
  readonly code = 'contentAway'
  readonly status = 503

  constructor(path: string, cause: unknown) {
    super(`${path} can't be made: the content is away for the moment.`, { cause })
  }
}

/** Too many ask for pages that are made for each. */
export class TooManyQueries extends Error {
  readonly code = 'tooManyQueries'
  readonly status = 503

  constructor(max: number) {
    super(`${max} pages are being made for queries already.`)
  }
}
