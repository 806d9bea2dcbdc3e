import { escapeUTF8 } from 'entities/escape'
import type { Language } from '#lib/i18n/languages.ts'
import { localPath } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { directionOf, languageAttributes } from '#lib/i18n/written-language.ts'
import { newsText, type NewsText, subjectOf } from './news-text.ts'
import type { ToldNews } from './told-news.ts'

/** A mail as it is kept: where the secret of its links belongs, it has `TOKEN`. */
export interface WrittenMail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Stands for the secret of a mail's links until it goes. */
export const TOKEN = '{token}'

/** The rest is on the page. */
const TOLD_MAX = 50

/** The mail that tells of `news`, in plain text and in HTML that loads nothing. Addresses are whole, and lead where they say: nobody is told who followed
 *  one. */
export function writeNewsMail(news: readonly ToldNews[], language: Language, origin: string): WrittenMail {
  const words = translate('following', language)
  const whole = (path: string) => new URL(path, origin).href
  const told = news.slice(0, TOLD_MAX).map((one) => newsText(one, language))
  const more = news.length > TOLD_MAX ? words('mailMore', { count: news.length - TOLD_MAX }) : null
  const ends = [
    { said: words('mailChange'), address: whole(localPath(language, '/my/follows')) },
    { said: words('mailStop'), address: `${whole(localPath(language, '/my/mail/stop'))}/${TOKEN}` },
  ]
  const lead = words('mailLead')
  const text = [
    lead,
    ...told.map((one) => textOf(one, whole, language)),
    ...(more === null ? [] : [more]),
    `-- \n${words('mailWhy')}\n${ends.map(({ said, address }) => `${said}: ${address}`).join('\n')}`,
  ].join('\n\n')
  const html = page(
    language,
    [
      paragraph(lead),
      ...told.map((one) => htmlOf(one, whole, language)),
      ...(more === null ? [] : [paragraph(more)]),
      `<hr style="border:0;border-top:1px solid #ccc">`,
      paragraph(words('mailWhy')),
      `<p>${ends.map(({ said, address }) => link(address, said)).join(' · ')}</p>`,
    ].join('\n'),
  )
  return { subject: subjectOf(news, language), text: `${text}\n`, html }
}

/** The mail whose link is all it is for: somebody proves by it that they get mail at an address, or comes back to their account. */
export function writeLinkMail(kind: 'confirmation' | 'recovery', language: Language, origin: string): WrittenMail {
  const host = new URL(origin).host
  const { path, said } = kind === 'confirmation' ? confirmation(host, language) : recovery(host, language)
  const { subject, lead, act, ignore } = said
  const address = `${new URL(localPath(language, path), origin).href}/${TOKEN}`
  return {
    subject,
    text: `${lead}\n\n${act}:\n${address}\n\n${ignore}\n`,
    html: page(language, `${paragraph(lead)}\n<p>${link(address, act)}</p>\n${paragraph(ignore)}`),
  }
}

function confirmation(host: string, language: Language) {
  const words = translate('following', language)
  const said = {
    subject: words('confirmSubject', { host }),
    lead: words('confirmLead', { host }),
    act: words('confirmAct'),
    ignore: words('confirmIgnore'),
  }
  return { path: '/my/mail/confirm', said }
}

function recovery(host: string, language: Language) {
  const words = translate('recovery', language)
  const said = {
    subject: words('mailSubject', { host }),
    lead: words('mailLead', { host }),
    act: words('mailAct'),
    ignore: words('mailIgnore'),
  }
  return { path: '/sign-in/recover', said }
}

function textOf({ heading, said, lines, note, path, comparison }: NewsText, whole: (path: string) => string, language: Language): string {
  const words = translate('following', language)
  const figures = lines.flatMap(({ line, why }) => [`* ${line}`, ...(why === null ? [] : [`  ${why}`])])
  return [
    heading,
    ...figures,
    ...said,
    ...(note === null ? [] : [note]),
    `${words(comparison ? 'seeChange' : 'readSheet')}: ${whole(comparison ?? path)}`,
  ].join('\n')
}

function htmlOf(
  { heading, written, said, lines, note, path, comparison }: NewsText,
  whole: (path: string) => string,
  language: Language,
): string {
  const words = translate('following', language)
  const own = Object.entries(languageAttributes(written, language))
    .map(([name, value]) => ` ${name}="${value}"`)
    .join('')
  const figures = lines.map(
    ({ line, why }) => `<li><strong>${escapeUTF8(line)}</strong>${why === null ? '' : `<br>${escapeUTF8(why)}`}</li>`,
  )
  return [
    `<h2 style="font-size:18px;margin:24px 0 8px"${own}>${link(whole(path), heading)}</h2>`,
    ...(figures.length === 0 ? [] : [`<ul>${figures.join('')}</ul>`]),
    ...said.map((sentence) => paragraph(sentence)),
    ...(note === null ? [] : [`<p${own}>${escapeUTF8(note)}</p>`]),
    ...(comparison === null ? [] : [`<p>${link(whole(comparison), words('seeChange'))}</p>`]),
  ].join('\n')
}

function page(language: Language, body: string): string {
  const style =
    'font-family:Georgia,serif;font-size:16px;line-height:1.5;color:#1b1b1b;background:#fff;max-width:40em;margin:0 auto;padding:16px'
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"></head>
<body style="${style}">
${body}
</body>
</html>
`
}

function paragraph(text: string): string {
  return `<p>${escapeUTF8(text)}</p>`
}

function link(address: string, text: string): string {
  return `<a href="${escapeUTF8(address)}" style="color:#14477d">${escapeUTF8(text)}</a>`
}
