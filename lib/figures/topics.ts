/** What indicators are about, in the order in which they are listed. */
export const TOPICS = [
  'cultivation',
  'eradication',
  'production',
  'seizures',
  'trafficking',
  'policing',
  'security',
  'assistance',
  'country',
] as const

export type Topic = (typeof TOPICS)[number]
