import { useId } from 'react'
import type { StringInputProps } from 'sanity'
import { languageName } from '#lib/i18n/written-language.ts'

/** Offered while typing; any other language may be written as well. */
const OFFERED = [
  'en',
  'es',
  'ar',
  'fr',
  'pt',
  'de',
  'it',
  'ru',
  'uk',
  'zh-Hans',
  'zh-Hant',
  'ja',
  'ko',
  'vi',
  'tl',
  'ht',
  'km',
  'hi',
  'bn',
  'ur',
  'fa',
  'he',
  'tr',
  'sw',
  'am',
  'so',
  'qu',
  'ay',
]

/** A field for a language's tag, which offers the usual ones by name. */
export function LanguageInput(props: StringInputProps) {
  const list = useId()
  const { elementProps, renderDefault } = props
  return (
    <>
      {renderDefault({ ...props, elementProps: { ...elementProps, list } as StringInputProps['elementProps'] })}
      <datalist id={list}>
        {OFFERED.map((tag) => (
          <option key={tag} value={tag}>
            {languageName(tag, 'en')}
          </option>
        ))}
      </datalist>
    </>
  )
}
