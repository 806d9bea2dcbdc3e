import { z } from 'zod'
import type { EditionRegister, KnownEdition } from './check-edition.ts'

const fileSchema = z.object({ hash: z.string(), edition: z.object({ document: z.string(), number: z.number(), heading: z.string() }) })
const keysSchema = z.object({ keys: z.array(z.object({ kid: z.string(), x: z.string(), exp: z.number().optional() })) })

/** The edition whose file says `text`, and whose page is the file `href` of the copy; null if it is no edition. */
export function knownEdition(text: string, href: string): KnownEdition | null {
  const { data } = fileSchema.safeParse(JSON.parse(text))
  return data ? { hash: data.hash, ...data.edition, href } : null
}

/** The register as a script, which browsers load where they may load no data. `keys` is the text of the site's key set. */
export function registerScript(keys: string, editions: readonly KnownEdition[], withdrawn: readonly string[]): string {
  const sorted = editions.toSorted((one, other) =>
    one.document < other.document ? -1 : one.document > other.document ? 1 : one.number - other.number,
  )
  const register: EditionRegister = { ...keysSchema.parse(JSON.parse(keys)), editions: sorted, withdrawn: withdrawn.toSorted() }
  return `window.copyEditions=${JSON.stringify(register)};\n`
}
