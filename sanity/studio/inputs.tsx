import type { ArrayOfObjectsInputProps, InputProps, ObjectInputProps, StringInputProps } from 'sanity'
import { ChangeNoteInput } from './change-note-input.tsx'
import { FollowOriginal } from './follow-original.tsx'
import { LanguageInput } from './language-input.tsx'
import { ObservationInput } from './observation-reports.tsx'
import { SheetInput } from './sheet-proposals.tsx'

/** The fields that have a form of their own, by the name of their type. They are not named in the schema, which scripts read without React. */
export function OwnInput(props: InputProps) {
  switch (props.schemaType.name) {
    case 'languageTag':
      return <LanguageInput {...(props as StringInputProps)} />
    case 'followedParagraphs':
      return <FollowOriginal {...(props as ArrayOfObjectsInputProps)} />
    case 'changeNote':
      return <ChangeNoteInput {...(props as ObjectInputProps)} />
    case 'factSheet':
      return <SheetInput {...(props as ObjectInputProps)} />
    case 'observation':
      return <ObservationInput {...(props as ObjectInputProps)} />
    default:
      return props.renderDefault(props)
  }
}
