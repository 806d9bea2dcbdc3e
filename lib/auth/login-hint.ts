import { readableName } from './provider/details.ts'

/** Who somebody else suggests that one sign in as, fit to be shown and passed on to the provider; null if it says nothing.
 *  @see OpenID Connect Core 1.0, section 4, `login_hint` */
export function readableHint(value: string | null): string | null {
  return readableName(value)
}
