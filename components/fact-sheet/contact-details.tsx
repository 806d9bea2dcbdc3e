import { linkAddress } from '#components/ui/link-address.ts'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import type { Contact } from '#sanity/read/fact-sheet.ts'

/** Whom to ask about the sheet. */
export function ContactDetails({ contact, language }: { contact: Contact; language: Language }) {
  const address = linkAddress(contact.url)
  return (
    <section aria-labelledby="contact" className="small-print">
      <h2 id="contact" lang={language}>
        {translate('site', language)('contactOffice')}
      </h2>
      <address className="not-italic">
        {contact.office && <p>{contact.office}</p>}
        {contact.email && (
          <p>
            <a href={`mailto:${contact.email}`}>{contact.email}</a>
          </p>
        )}
        {address && (
          <p>
            <a href={address}>{address}</a>
          </p>
        )}
      </address>
    </section>
  )
}
