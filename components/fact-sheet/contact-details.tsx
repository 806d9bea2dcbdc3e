import { linkAddress } from '#components/ui/link-address.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { languageAttributes } from '#lib/i18n/written-language.ts'
import type { Contact } from '#sanity/read/fact-sheet.ts'

/** Whom to ask about the sheet. */
export function ContactDetails({ contact, language, written }: { contact: Contact; language: Language; written: string }) {
  const address = linkAddress(contact.url)
  return (
    <section aria-labelledby="contact" className="colophon">
      <p id="contact" {...languageAttributes(language, written)} className="kicker">
        {translate('site', language)('contactOffice')}
      </p>
      <address className="not-italic">
        {contact.office && (
          <p>
            <bdi>{contact.office}</bdi>
          </p>
        )}
        {contact.email && (
          <p>
            <a href={`mailto:${contact.email}`}>
              <bdi>{contact.email}</bdi>
            </a>
          </p>
        )}
        {address && (
          <p>
            <a href={address} className="bare">
              <bdi>{address}</bdi>
            </a>
          </p>
        )}
      </address>
    </section>
  )
}
