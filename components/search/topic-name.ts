import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

const TOPICS = [
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

/** What a topic is called in `language`. */
export function topicName(topic: string, language: Language): string {
  return translate('indicators', language)(`topic_${TOPICS.find((known) => known === topic) ?? 'other'}`)
}
