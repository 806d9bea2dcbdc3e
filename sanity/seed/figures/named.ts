/** Names in the languages beside English, as the type `localizedName` keeps them. */
export function named(es: string, ar: string) {
  return [
    { _type: 'localizedName', _key: 'es', language: 'es', value: es },
    { _type: 'localizedName', _key: 'ar', language: 'ar', value: ar },
  ]
}
