import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AddressForms, FeedForm, WhenForm } from '#components/account/delivery-forms.tsx'
import { MailList, type ShownMail } from '#components/account/mail-list.tsx'
import { FollowsLink } from '#components/account/news-list.tsx'
import { Panel } from '#components/account/panel.tsx'
import { ToldNote } from '#components/account/told-note.tsx'
import { FOLLOWS_MAX } from '#lib/accounts/follows.ts'
import { type Delivery, findDelivery, pendingAddress } from '#lib/alerts/delivery.ts'
import { makeLinkToken } from '#lib/alerts/link-token.ts'
import { mailWay } from '#lib/alerts/mail-way.ts'
import { feedSecret } from '#lib/alerts/own-feed.ts'
import { listMails, type OwnMail } from '#lib/alerts/own-mails.ts'
import { TOKEN } from '#lib/alerts/write-mail.ts'
import { requireReader } from '#lib/auth/require-reader.ts'
import { environment, siteOrigin } from '#lib/env.ts'
import { isLanguage, localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { accountMetadata, AccountFrame } from '../../account-frame.tsx'

export const instant = false

const MAILS_MAX = 50

interface PageProps {
  readonly params: Promise<{ lang: string }>
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { lang } = await params
  return isLanguage(lang) ? accountMetadata(translate('following', lang)('mailTitle')) : {}
}

/** Where a reader is told beside their page, and what was sent to them; without a mail server, what would have been. */
export default async function MailPage({ params, searchParams }: PageProps) {
  const { lang } = await params
  if (!isLanguage(lang)) notFound()
  const reader = await requireReader(localPath(lang, '/my/mail'))
  const words = translate('following', lang)
  const [delivery, pending, mails, query] = await Promise.all([
    findDelivery(reader),
    pendingAddress(reader),
    listMails(reader, MAILS_MAX),
    searchParams,
  ])
  const way = mailWay()
  const origin = siteOrigin(environment())
  const secret = feedSecret(reader, delivery)
  const told = typeof query['told'] === 'string' ? query['told'] : undefined
  const typed = typeof query['address'] === 'string' ? query['address'] : (delivery.address ?? reader.email ?? '')
  return (
    <AccountFrame language={lang} path="/my/mail">
      <div className="wrap">
        <header className="my-head">
          <h1>{words('mailTitle')}</h1>
          <p>
            <FollowsLink language={lang} />
          </p>
        </header>
        <ToldNote language={lang} told={told} max={FOLLOWS_MAX} />
        <div className="my-board">
          <div className="my-column">
            <Panel id="address-title" title={words('addressTitle')}>
              {way === 'none' ? (
                <p>{words('told_noMail')}</p>
              ) : (
                <AddressForms
                  language={lang}
                  state={{
                    address: delivery.address,
                    state: stateOf(delivery, way === 'server'),
                    refusal: delivery.refusal,
                    pending: pending?.address ?? null,
                    typed,
                    isWrong: told === 'address',
                  }}
                />
              )}
            </Panel>
            <Panel id="mails" title={words(way === 'mailbox' ? 'mailboxTitle' : 'mailsTitle')}>
              {way === 'mailbox' && <p>{words('mailboxLead')}</p>}
              <MailList mails={mails.map((mail) => shown(mail, pending?.id ?? null, origin))} origin={origin} language={lang} />
            </Panel>
          </div>
          <div className="my-column">
            <Panel id="when" title={words('whenTitle')}>
              <WhenForm chosen={delivery} zones={zonesWith(delivery.zone)} language={lang} />
            </Panel>
            <Panel id="feed" title={words('feedTitle')}>
              <FeedForm address={secret && new URL(`/feeds/mine/${secret}`, origin).href} language={lang} />
            </Panel>
          </div>
        </div>
      </div>
    </AccountFrame>
  )
}

function stateOf({ address, confirmedAt, isProved, isOn, refusedAt }: Delivery, mustBeProved: boolean) {
  if (address === null || confirmedAt === null) return 'none'
  if (refusedAt !== null) return 'refused'
  if (mustBeProved && !isProved) return 'unproved'
  return isOn ? 'on' : 'off'
}

/** In the mailbox of the demonstration links work, as they would in a mail; of what was really sent, the secrets are in that mailbox alone. */
function shown(mail: OwnMail, pendingId: string | null, origin: string): ShownMail {
  const { id, kind, state, text } = mail
  const isLinked = state === 'kept' && (kind === 'news' || id === pendingId)
  const token = isLinked ? makeLinkToken(kind === 'news' ? 'stop' : 'confirm', id) : '…'
  return {
    ...mail,
    text: text === null ? null : text.replaceAll(TOKEN, token),
    stop: isLinked && kind === 'news' ? new URL(`/api/unsubscribe/${token}`, origin).href : null,
  }
}

function zonesWith(chosen: string): readonly string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), chosen])].toSorted()
}
