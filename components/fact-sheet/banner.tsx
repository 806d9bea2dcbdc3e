import { Masthead } from '#components/site/masthead.tsx'
import type { Institution } from '#sanity/read/institution.ts'

/** The banner at the top of a sheet, on screen and on paper: the same words, once. */
export function PrintableBanner({ institution }: { institution: Institution }) {
  return (
    <section aria-label={institution.printLabel} className="banner">
      <Masthead institution={institution} />
    </section>
  )
}
