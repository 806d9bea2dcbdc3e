/** Something that serves a page, to be measured. */
export interface Subject {
  readonly name: string
  readonly url: string
  /** Of whoever asks. */
  readonly cookie?: string
  stop(): Promise<void>
}
