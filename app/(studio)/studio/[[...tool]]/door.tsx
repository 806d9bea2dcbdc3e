import { bdi } from '#components/ui/bdi.tsx'
import { environment } from '#lib/env.ts'
import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'
import { directionOf } from '#lib/i18n/written-language.ts'
import styles from './door.module.css'

/** Why somebody can't come into the Studio, and what to do. `name` is that of a person who is signed in without being an editor. */
export function Door({ name, language }: { name: string | undefined; language: Language }) {
  const words = translate('studio', language)
  return (
    <main className={styles.door} lang={language} dir={directionOf(language)}>
      <h1>{words('title')}</h1>
      <p>{words('editorsOnly')}</p>
      {environment().SIGN_IN === 'off' && <p>{words('signInOff')}</p>}
      {environment().SIGN_IN === 'on' && name === undefined && (
        <p>
          <a className={styles.way} href={`${localPath(language, '/sign-in')}?callbackUrl=%2Fstudio`}>
            {words('signIn')}
          </a>
        </p>
      )}
      {name !== undefined && <p>{words.rich('notAnEditor', { name, bdi })}</p>}
      {name !== undefined && <p>{words('howToBecomeOne')}</p>}
      <p>
        <a href={localPath(language, '/')}>{words('toTheSite')}</a>
      </p>
    </main>
  )
}
