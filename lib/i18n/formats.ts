/** Keeps what `make` makes: a formatter of `Intl` takes far longer to make than to use, and pages need the same few again and again. */
function once<Options, Format>(make: (locale: string, options?: Options) => Format): (locale: string, options?: Options) => Format {
  const made = new Map<string, Format>()
  return (locale, options) => {
    const key = options === undefined ? locale : `${locale} ${JSON.stringify(options)}`
    const format = made.get(key) ?? make(locale, options)
    made.set(key, format)
    return format
  }
}

export const dateFormat = once((locale, options?: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options))
export const numberFormat = once((locale, options?: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options))
export const pluralRules = once((locale, options?: Intl.PluralRulesOptions) => new Intl.PluralRules(locale, options))
export const listFormat = once((locale, options?: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options))
