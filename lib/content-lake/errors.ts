/** An answer that is not a success, in the shape its endpoint speaks. Thrown anywhere in a handler; `server.ts` sends it.
 *  @see `@sanity/client` `src/http/errors.ts`, which reads these shapes */
export class LakeError extends Error {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Readonly<Record<string, string>>

  constructor(
    status: number,
    message: string,
    body: Readonly<Record<string, unknown>>,
    options: { cause?: unknown; headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message, { cause: options.cause })
    this.name = 'LakeError'
    this.status = status
    this.body = body
    this.headers = options.headers ?? {}
  }
}

const names: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  408: 'Request Timeout',
  409: 'Conflict',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
  507: 'Insufficient Storage',
}

/** The plain shape, `{statusCode, error, message}`: anything that has no shape of its own. */
export function httpError(
  status: number,
  message: string,
  options: { cause?: unknown; headers?: Readonly<Record<string, string>> } = {},
): LakeError {
  return new LakeError(status, message, { statusCode: status, error: names[status] ?? 'Error', message }, options)
}

/** What is wrong with one mutation or action: `items` of the error. */
export interface ErrorItem {
  readonly type: string
  readonly description: string
  readonly id?: string
  readonly [detail: string]: unknown
}

/** A transaction that was refused whole, as `data/mutate` says it. */
export function mutationError(
  status: number,
  description: string,
  items: readonly { readonly index: number; readonly error: ErrorItem }[] = [],
): LakeError {
  return new LakeError(status, description, { error: { type: 'mutationError', description, items } })
}

/** The same, as `data/actions` says it. */
export function actionError(
  status: number,
  description: string,
  items: readonly { readonly index: number; readonly error: ErrorItem }[] = [],
): LakeError {
  return new LakeError(status, description, { error: { type: 'actionError', description, items } })
}

/** A query that can't be parsed or has no meaning; `start` and `end` are offsets into it. */
export function queryError(description: string, query: string, start = 0, end = query.length, cause?: unknown): LakeError {
  return new LakeError(400, description, { error: { type: 'queryParseError', description, query, start, end } }, { cause })
}
