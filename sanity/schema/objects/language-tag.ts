import { isLanguageTag, usualSpelling } from '#lib/i18n/written-language.ts'
import { defineType } from 'sanity'

/** A language by its tag; the Studio offers the usual ones by name (`sanity/studio/inputs.tsx`). */
export const languageTag = defineType({
  name: 'languageTag',
  title: 'Language',
  type: 'string',
  validation: (rule) => rule.custom(checkTag),
})

/** Whether `tag`, if there is one, is a language tag as it is usually spelled, else what to write. */
export function checkTag(tag: string | undefined): true | string {
  return !tag || isLanguageTag(tag) || adviceOn(tag)
}

/** What to write instead of `tag`, which is no language tag as it is usually spelled. */
function adviceOn(tag: string): string {
  const spelled = usualSpelling(tag)
  return spelled ? `Write ${spelled}, the usual spelling of this tag.` : 'Write a language tag of BCP 47, such as en, es-PE or zh-Hant.'
}
