/** Where something is asked for: our own origin, and the project that clients may put before our host. */
interface OwnOrigin {
  /** Such as `http://localhost:3000`. */
  readonly origin: string
  readonly projectId: string
}

/** `url` at our own origin, if it names `<project>.<our host>`; else null. */
function atOwnOrigin({ origin, projectId }: OwnOrigin, url: URL): string | null {
  const [, ownHost] = origin.split('://')
  if (url.host !== `${projectId}.${ownHost}`) return null
  return `${url.protocol}//${ownHost}${url.pathname}${url.search}`
}

/**
 * `fetch` that asks our own origin for what is asked of `<project>.<our host>`. The Studio's form of tasks makes a client of its own, past
 * `unstable_clientFactory`, which puts the project before the host as hosted Sanity has it.
 * @see sanity `packages/sanity/src/core/tasks/components/form/addonWorkspace/TasksAddOnWorkspaceProvider.tsx`
 */
export function ownOriginFetch(own: OwnOrigin, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return (input, init) => {
    const address = atOwnOrigin(own, new URL(input instanceof Request ? input.url : input, own.origin))
    if (address === null) return fetch(input, init)
    return fetch(input instanceof Request ? new Request(address, input) : address, init)
  }
}

/** The same for the sockets of presence. */
export function ownOriginSocket(own: OwnOrigin, Base: typeof WebSocket): typeof WebSocket {
  return class extends Base {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(atOwnOrigin(own, new URL(url, own.origin)) ?? url, protocols)
    }
  }
}
