import type { ArrayOfObjectsInputProps, InputProps, StringInputProps } from 'sanity'
import { FollowOriginal } from './follow-original.tsx'
import { LanguageInput } from './language-input.tsx'

/** The fields that have a form of their own, by the name of their type. They are not named in the schema, which scripts read without React. */
export function OwnInput(props: InputProps) {
  switch (props.schemaType.name) {
    case 'languageTag':
      return <LanguageInput {...(props as StringInputProps)} />
    case 'followedParagraphs':
      return <FollowOriginal {...(props as ArrayOfObjectsInputProps)} />
    default:
      return props.renderDefault(props)
  }
}
