interface OwnOriginOptions {
  /** Our own origin, such as `http://localhost:3000`. */
  readonly origin: string
  readonly projectId: string
  /** Carries all requests. */
  readonly fetch: typeof globalThis.fetch
}

/**
 * A `fetch` that asks our own origin for what is asked of `<project>.<our host>`. The Studio's form of tasks makes a client of its own, past
 * `unstable_clientFactory`, which puts the project before the host as hosted Sanity has it.
 * @see sanity `packages/sanity/src/core/tasks/components/form/addonWorkspace/TasksAddOnWorkspaceProvider.tsx`
 */
export function createOwnOriginFetch({ origin, projectId, fetch }: OwnOriginOptions): typeof globalThis.fetch {
  const other = origin.replace('://', `://${projectId}.`)
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, origin)
    if (url.origin !== other) return fetch(input, init)
    const address = origin + url.pathname + url.search
    return fetch(input instanceof Request ? new Request(address, input) : address, init)
  }
}
