import { bdi } from '#components/ui/bdi.tsx'
import type { Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface OpenIdFieldProps {
  readonly language: Language
  /** Where one comes back to, a path of this site. */
  readonly callbackUrl: string
  /** What was typed before, and what is wrong with it in plain words, when the form came back. */
  readonly typed: string
  readonly problem: string | null
}

/** By which one signs in with an issuer that nobody set up here. */
export function OpenIdField({ language, callbackUrl, typed, problem }: OpenIdFieldProps) {
  const words = translate('openId', language)
  return (
    <form method="post" action="/api/openid" id="openid" className="fields my-openid">
      <h2>{words('title')}</h2>
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      <label htmlFor="openid-identifier">{words('label')}</label>
      <p id="openid-hint" className="hint">
        {words.rich('hint', { bdi })}
      </p>
      {problem && (
        <p id="openid-problem" className="note my-error" role="alert">
          {problem}
        </p>
      )}
      <input
        id="openid-identifier"
        type="text"
        name="identifier"
        inputMode="email"
        dir="ltr"
        required
        maxLength={300}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        defaultValue={problem ? typed : ''}
        aria-invalid={problem ? true : undefined}
        aria-describedby={problem ? 'openid-problem openid-hint' : 'openid-hint'}
      />
      <button type="submit" className="button">
        {words('go')}
      </button>
    </form>
  )
}
