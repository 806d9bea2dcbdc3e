import { handleAuth } from '#lib/auth/index.ts'

interface Init {
  readonly method?: string
  readonly headers?: Record<string, string>
  readonly body?: string
}

type Handler = (request: Request) => Promise<Response>

/** A browser as far as signing in needs one: it keeps cookies and calls the site's handler. */
export class AuthBrowser {
  readonly cookies = new Map<string, string>()
  readonly origin: string

  constructor(origin: string) {
    this.origin = origin
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  async send(address: string | URL, init: Init = {}, handler: Handler = handleAuth): Promise<Response> {
    const url = new URL(address, this.origin)
    if (url.origin !== this.origin) throw new Error(`The browser was sent to ${url.origin}.`)
    const headers = {
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
      cookie: this.cookieHeader,
      ...init.headers,
    }
    const answer = await handler(new Request(url, { ...init, headers }))
    for (const line of answer.headers.getSetCookie()) this.#keep(line)
    return answer
  }

  /** Follows a link on one of the site's own pages. */
  follow(address: string): Promise<Response> {
    return this.send(address, { headers: { 'sec-fetch-site': 'same-origin' } })
  }

  /** Sends a form as a page of `origin` would; as no browser does, without an origin. */
  post(address: string, fields: Record<string, string>, origin: string | undefined, handler: Handler = handleAuth): Promise<Response> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', ...(origin !== undefined && { origin }) }
    return this.send(address, { method: 'POST', headers, body: new URLSearchParams(fields).toString() }, handler)
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split('; ')
    const cut = pair.indexOf('=')
    const name = pair.slice(0, cut)
    if (attributes.includes('Max-Age=0')) this.cookies.delete(name)
    else this.cookies.set(name, pair.slice(cut + 1))
  }
}

/** Where `answer` sends the browser. */
export function locationOf(answer: Response): string {
  return answer.headers.get('location') ?? ''
}
