import { toPicture, type Picture, type PictureValue } from '../picture.ts'

/** The part of a query that reads an institution. */
export const INSTITUTION_FIELDS = `name, motto, seal, printLabel`

/** Who publishes: what stands at the top of a sheet. */
export interface Institution {
  readonly name: string
  readonly motto: string | null
  readonly seal: Picture | null
  /** What the banner is called by a screen reader, such as "printable banner". */
  readonly printLabel: string
}

/** An institution as a query gives it. */
interface InstitutionAnswer {
  readonly name?: string | null
  readonly motto?: string | null
  readonly seal?: PictureValue | null
  readonly printLabel?: string | null
}

/** An answer's institution made ready to be shown; null if the document names none. */
export function toInstitution(answer: InstitutionAnswer | null | undefined): Institution | null {
  if (!answer) return null
  return {
    name: answer.name ?? '',
    motto: answer.motto ?? null,
    seal: toPicture(answer.seal),
    printLabel: answer.printLabel ?? '',
  }
}
