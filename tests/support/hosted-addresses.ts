import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { startRedirection } from '#lib/redirection/redirection.ts'
import type { ListeningLake } from './lake-server.ts'

/** Has this process find `lake` at the addresses of hosted Sanity, and no other host; ends when it is closed. The client looks at its variables once, so
 *  this comes before the first request. */
export async function takeHostedAddresses(lake: ListeningLake): Promise<{ readonly refused: readonly string[]; close(): void }> {
  const refused: string[] = []
  const redirection = await startRedirection({
    lake: new URL(`http://127.0.0.1:${lake.port}/lake`),
    origin: lake.origin,
    onRefused: (host) => refused.push(host),
  })
  const trusted = getCACertificates('default')
  setDefaultCACertificates([...trusted, redirection.certificate])
  const before = process.env['HTTPS_PROXY']
  process.env['HTTPS_PROXY'] = redirection.url
  return {
    refused,
    close() {
      if (before === undefined) delete process.env['HTTPS_PROXY']
      else process.env['HTTPS_PROXY'] = before
      setDefaultCACertificates(trusted)
      redirection.close()
    },
  }
}
