/** Somebody one can sign in as at the demonstration provider. */
export interface DemonstrationPerson {
  readonly subject: string
  readonly name: string
  readonly email: string
  readonly isEditor: boolean
}

/** Two readers and two editors, so that one can see what people see of each other. */
export const DEMONSTRATION_PEOPLE: readonly DemonstrationPerson[] = [
  { subject: 'reader', name: 'Demonstration Reader', email: 'reader@example.org', isEditor: false },
  { subject: 'editor', name: 'Demonstration Editor', email: 'editor@example.org', isEditor: true },
  { subject: 'second-reader', name: 'Second Reader', email: 'second-reader@example.org', isEditor: false },
  { subject: 'second-editor', name: 'Second Editor', email: 'second-editor@example.org', isEditor: true },
]
