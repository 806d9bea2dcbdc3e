import { Picture } from '#components/ui/picture.tsx'
import type { Institution } from '#sanity/read/institution.ts'

interface MastheadProps {
  readonly institution: Institution
  /** Where the name leads to, if anywhere. */
  readonly href?: string
}

/** Whose publication this is: seal, name and motto, the same on a sheet's banner and at the top of every other page. */
export function Masthead({ institution, href }: MastheadProps) {
  return (
    <div className="wrap flex items-center gap-4 py-5 sm:gap-6 sm:py-7 print:gap-4 print:p-0">
      {institution.seal && <Picture picture={institution.seal} className="size-16 shrink-0 object-contain sm:size-22 print:size-[15mm]" />}
      <div>
        <p className="font-serif text-[1.375rem] leading-tight font-semibold text-white sm:text-[2rem] print:text-[17pt] print:text-navy">
          {href ? (
            <a href={href} className="text-inherit no-underline hover:underline">
              {institution.name}
            </a>
          ) : (
            institution.name
          )}
        </p>
        {institution.motto && (
          <p className="mt-1.5 text-xs font-semibold tracking-[.16em] text-brass-bright uppercase sm:text-sm print:mt-1 print:text-[8pt] print:text-brass">
            {institution.motto}
          </p>
        )}
      </div>
    </div>
  )
}
