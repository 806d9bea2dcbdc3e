const NAME_LENGTH_MAX = 100
const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,255}$/u

/** A name as a provider gave it, made fit to be shown: one line, no control or direction-changing characters, at most 100 characters. */
export function readableName(...candidates: readonly unknown[]): string | null {
  for (const candidate of candidates) {
    if (typeof candidate !== 'string') continue
    const name = candidate
      .slice(0, 1000)
      .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
      .replaceAll(/\s+/g, ' ')
      .trim()
    if (name !== '') return Array.from(name).slice(0, NAME_LENGTH_MAX).join('')
  }
  return null
}

/** An e-mail address as a provider gave it, if it has the form of one. */
export function readableEmail(candidate: unknown): string | null {
  return typeof candidate === 'string' && EMAIL.test(candidate) ? candidate.toLowerCase() : null
}
