/** One Ctrl-C reaches this process several times: from the terminal, from npm and from the start script. */
const ECHO_MS = 1000

/** Calls `stop` once when the process is asked to end, by a signal or because the process that started it is gone.
 *  Asked again a second later, the process ends at once: the database sees that and stops by itself. */
export function stopWhenAsked(stop: (reason: string) => Promise<void>): void {
  let askedAt: number | undefined
  const ask = (reason: string): void => {
    if (askedAt === undefined) {
      askedAt = Date.now()
      void stop(reason)
    } else if (Date.now() - askedAt > ECHO_MS) process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ask(`${signal}.`))
  process.once('disconnect', () => ask('The start script is gone.'))
}
