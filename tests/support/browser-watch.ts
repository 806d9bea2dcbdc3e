import type { BrowserContext } from '@playwright/test'

/** What the Studio asks of Sanity's cloud at each load, which the content policy stops: its version check and its feedback form.
 *  The console says so, in these lines and no others; nothing leaves the machine.
 *  @see docs/decisions/0041-the-studio-asks-nobody-else.md */
const STUDIO_BLOCKED =
  /^((Connecting to '|Fetch API cannot load )https:\/\/(sanity-cdn\.com\/v1\/modules\/|api\.sanity\.io\/vX\/intake\/feedback)|Failed to fetch version for package )/

/** What a browser did that no page of ours may: console errors, page errors, requests to other hosts. */
export class BrowserWatch {
  readonly #own: string[]
  readonly #allowed: RegExp[] = [STUDIO_BLOCKED]
  readonly #complaints: string[] = []

  /** @param own the origins that pages may ask */
  constructor(own: readonly string[]) {
    this.#own = [...own]
  }

  /** Errors that this one test brings about on purpose, such as a 404. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern)
  }

  /** Another origin that this one test leads to on purpose. */
  allowHost(origin: string): void {
    this.#own.push(origin)
  }

  watch(context: BrowserContext): void {
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.#complain(`${message.text()} (${message.location().url})`)
    })
    context.on('weberror', (error) => this.#complain(error.error().stack ?? error.error().message))
    // A request that the content policy stopped has failed before it left.
    context.on('requestfinished', (request) => this.#check(request.url()))
    context.on('requestfailed', (request) => {
      if (request.failure()?.errorText !== 'csp') this.#check(request.url())
    })
  }

  complaints(): readonly string[] {
    return this.#complaints.filter((complaint) => !this.#allowed.some((pattern) => pattern.test(complaint)))
  }

  #check(address: string) {
    const { protocol, origin } = new URL(address)
    if (/^(https?|wss?):$/.test(protocol) && !this.#own.includes(origin)) this.#complain(`A request left for ${address}`)
  }

  #complain(what: string) {
    this.#complaints.push(what)
  }
}
