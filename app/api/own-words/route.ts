import { NOTE_LENGTH_MAX } from '#lib/accounts/notes.ts'
import { DEFAULT_LANGUAGE, isLanguage } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

/** The words of the module that takes notes in a page, which is the same for everyone and need not carry them: `?lang=es`. */
export function GET(request: Request): Response {
  const lang = new URL(request.url).searchParams.get('lang') ?? ''
  const words = translate('ownPage', isLanguage(lang) ? lang : DEFAULT_LANGUAGE)
  return Response.json({
    on: words('noteOn'),
    label: words('noteLabel'),
    save: words('noteSave'),
    cancel: words('cancel'),
    started: words('notesStarted'),
    stopped: words('notesStopped'),
    savedHere: words('savedHere'),
    savedInAccount: words('savedInAccount'),
    notSaved: words('notSaved'),
    tooLong: words('errorNoteTooLong', { max: NOTE_LENGTH_MAX }),
    changed: words('fate_changed'),
    followed: words('followedHere'),
    unfollowed: words('unfollowedHere'),
    follow: words('followHere'),
    unfollow: words('unfollowHere'),
    max: NOTE_LENGTH_MAX,
  })
}
