import { z } from 'zod'

const port = z.coerce.number().int().min(1).max(65535)
const onOff = z.enum(['on', 'off'])

/** Every setting of the site. The only description there is: `npm run settings` prints it, the docs are checked against it. */
export const environmentSchema = z.object({
  PORT: port.default(3000).describe('The port the site listens on.'),
  HOST: z.string().default('127.0.0.1').describe('The address the site listens on. Behind a proxy on another machine or in a container: 0.0.0.0.'),
  SITE_URL: z.url({ protocol: /^https?$/ }).optional().describe('The public origin of the site, without a path. Default: http://localhost:PORT.'),
  DATA_DIR: z.string().default('.data').describe('Where the embedded database, pictures and secrets are kept.'),
  DATABASE_URL: z.string().optional().describe('A PostgreSQL server of your own. Default: an embedded one in DATA_DIR.'),
  SIGN_IN: onOff.default('on').describe('off: reading only, nobody signs in.'),
  INDEXING: onOff.default('off').describe('on: search engines may index the site.'),
})

export type Environment = z.infer<typeof environmentSchema>

/** Why the site does not start, in one plain sentence that says what to do. Printed as it is, without a stack trace. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused'
  /** Stable, for tests and scripts. */
  readonly code: string

  constructor(code: string, sentence: string, cause?: unknown) {
    super(sentence, { cause })
    this.code = code
  }
}
