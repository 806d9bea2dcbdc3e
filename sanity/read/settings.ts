import { defineQuery } from 'groq'
import { toBody, type Body } from '../body.ts'
import { readContent, type View } from '../live.ts'
import { INSTITUTION_FIELDS, toInstitution, type Institution } from './institution.ts'
import { readObservationsIn } from './observations.ts'

export const SETTINGS_QUERY = defineQuery(`*[_type == "siteSettings" && language in [$language, "en"]]
  | order(select(language == $language => 0, 1), _id)[0]{
    siteTitle, demonstrationNotice, accountBox, institution->{${INSTITUTION_FIELDS}}
  }`)

/** What holds for the whole site in one language. */
export interface Settings {
  readonly siteTitle: string
  /** That this is no official publication; null where the content is the operator's own. */
  readonly demonstrationNotice: string | null
  readonly institution: Institution | null
  readonly accountBox: Body
}

/** The site's settings in `language`, else in English. Without a document every part is empty. */
export async function readSettings({ language, view }: { language: string; view: View }): Promise<Settings> {
  const { data } = await readContent({ query: SETTINGS_QUERY, params: { language }, ...view })
  return {
    siteTitle: data?.siteTitle ?? '',
    demonstrationNotice: data?.demonstrationNotice ?? null,
    institution: toInstitution(data?.institution),
    accountBox: toBody(data?.accountBox, await readObservationsIn(data?.accountBox, view)),
  }
}
