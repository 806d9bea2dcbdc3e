import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

const KEYS = {
  linked: 'saidLinked',
  unlinked: 'saidUnlinked',
  merged: 'saidMerged',
  apart: 'saidApart',
  otherWay: 'saidOtherWay',
  unknownWay: 'saidUnknownWay',
  tooLate: 'saidTooLate',
  recoverySet: 'saidRecoverySet',
  recoveryRemoved: 'saidRecoveryRemoved',
  recoveryRefused: 'saidRecoveryRefused',
} as const

/** What became of a form, in plain words; null if `said` is none of ours. */
export function saidWords(said: string | null, language: Language): string | null {
  const known = (Object.keys(KEYS) as (keyof typeof KEYS)[]).find((key) => key === said)
  return known ? translate('ownAccount', language)(KEYS[known]) : null
}
