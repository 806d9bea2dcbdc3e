/** Something that serves the sheet, to be measured. */
export interface Subject {
  readonly name: string
  readonly url: string
  stop(): Promise<void>
}
