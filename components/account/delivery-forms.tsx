import type { ReactNode } from 'react'
import { bdi } from '#components/ui/bdi.tsx'
import { LANGUAGE_NAMES, LANGUAGES, localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { MailAddressField } from './mail-address-field.tsx'

/** Where mails go, in words of the page. */
export interface AddressState {
  readonly address: string | null
  readonly state: 'none' | 'on' | 'off' | 'refused' | 'unproved'
  readonly refusal: string | null
  /** What waits to be confirmed. */
  readonly pending: string | null
  /** What stands in the field: what was typed, or the address that the provider gave. */
  readonly typed: string
  readonly isWrong: boolean
}

/** Where mails go, and the ways to say where, to stop them and to have the address forgotten. */
export function AddressForms({ state: now, language }: { readonly state: AddressState; readonly language: Language }) {
  const words = translate('following', language)
  const { address, state, refusal, pending, typed, isWrong } = now
  const shown = { address: address ?? '', refusal: refusal ?? '' }
  const said = { none: 'addressNone', on: 'addressNow', off: 'addressOff', refused: 'addressRefused', unproved: 'addressUnproved' } as const
  return (
    <>
      <p>{words('addressLead')}</p>
      <p>{words.rich(said[state], { ...shown, bdi })}</p>
      {pending !== null && <p className="note">{words.rich('addressPending', { address: pending, bdi })}</p>}
      <DeliveryForm language={language}>
        <p>
          <label htmlFor="address">{words('addressField')}</label>
          <MailAddressField typed={typed} problemId={isWrong ? 'told' : null} />
        </p>
        <Act action="address" isMain={state !== 'on'}>
          {words('addressSend')}
        </Act>
      </DeliveryForm>
      {(address !== null || pending !== null) && (
        <DeliveryForm language={language}>
          <p className="my-acts">
            {(state === 'on' || state === 'off') && (
              <Act action={state === 'on' ? 'stop' : 'start'}>{words(state === 'on' ? 'mailsStop' : 'mailsStart')}</Act>
            )}
            <Act action="forget">{words('addressForget')}</Act>
          </p>
        </DeliveryForm>
      )}
    </>
  )
}

interface WhenFormProps {
  readonly chosen: { readonly language: string; readonly zone: string }
  readonly zones: readonly string[]
  readonly language: Language
}

/** In which language one is told, and by which clock. */
export function WhenForm({ chosen, zones, language }: WhenFormProps) {
  const words = translate('following', language)
  return (
    <DeliveryForm language={language}>
      <p>
        <label htmlFor="when-language">{words('whenLanguage')}</label>
        <select id="when-language" name="language" defaultValue={chosen.language}>
          {LANGUAGES.map((one) => (
            <option key={one} value={one} lang={one}>
              {LANGUAGE_NAMES[one]}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label htmlFor="zone">{words('whenZone')}</label>
        <select id="zone" name="zone" defaultValue={chosen.zone} dir="ltr">
          {zones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </select>
      </p>
      <Act action="when">{words('save')}</Act>
    </DeliveryForm>
  )
}

/** The secret address of one's feed, and the ways to have another, or none. */
export function FeedForm({ address, language }: { readonly address: string | null; readonly language: Language }) {
  const words = translate('following', language)
  return (
    <>
      <p>{words('feedLead')}</p>
      {address !== null && (
        <p>
          <a href={address} dir="ltr" className="my-secret bare">
            {address}
          </a>
        </p>
      )}
      <DeliveryForm language={language}>
        <p className="my-acts">
          <Act action="renew-feed">{words(address === null ? 'feedMake' : 'feedRenew')}</Act>
          {address !== null && <Act action="end-feed">{words('feedEnd')}</Act>}
        </p>
      </DeliveryForm>
    </>
  )
}

function DeliveryForm({ language, children }: { readonly language: Language; readonly children: ReactNode }) {
  return (
    <form method="post" action="/api/delivery" className="my-form">
      <input type="hidden" name="callbackUrl" value={localPath(language, '/my/mail')} />
      {children}
    </form>
  )
}

function Act({ action, isMain = false, children }: { readonly action: string; readonly isMain?: boolean; readonly children: ReactNode }) {
  return (
    <button type="submit" className={isMain ? 'button button-primary' : 'button'} name="action" value={action}>
      {children}
    </button>
  )
}
