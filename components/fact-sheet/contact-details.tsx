import { linkAddress } from '#components/ui/link-address.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { Contact } from '#sanity/read/fact-sheet.ts'

/** Whom to ask about the sheet. */
export function ContactDetails({ contact, language }: { contact: Contact; language: Language }) {
  const address = linkAddress(contact.url)
  return (
    <section aria-labelledby="contact" className="colophon">
      <p id="contact" lang={language} className="kicker">
        {translate('site', language)('contactOffice')}
      </p>
      <address className="not-italic">
        {contact.office && <p>{contact.office}</p>}
        {contact.email && (
          <p>
            <a href={`mailto:${contact.email}`}>{contact.email}</a>
          </p>
        )}
        {address && (
          <p>
            <a href={address} className="bare">
              {address}
            </a>
          </p>
        )}
      </address>
    </section>
  )
}
