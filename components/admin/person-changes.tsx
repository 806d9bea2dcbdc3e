import { localPath, type Language } from '#lib/i18n/languages.ts'
import { translate } from '#lib/i18n/translator.ts'

interface PersonChangesProps {
  readonly id: string
  readonly roles: readonly string[]
  readonly isSuspended: boolean
  /** The roles that may be given. */
  readonly offered: readonly string[]
  readonly language: Language
}

/** The buttons by which an administrator changes what a person may do. */
export function PersonChanges({ id, roles, isSuspended, offered, language }: PersonChangesProps) {
  const words = translate('admin', language)
  const path = localPath(language, `/admin/people/${id}`)
  const whom = (
    <>
      <input type="hidden" name="person" value={id} />
      <input type="hidden" name="callbackUrl" value={path} />
    </>
  )
  const toGive = offered.filter((role) => !roles.includes(role))
  return (
    <>
      <p className="my-when">{words('changesNote')}</p>
      {toGive.length > 0 && (
        <form method="post" action="/api/admin" className="my-acts">
          {whom}
          <label className="my-field">
            {words('role')}
            <select name="role">
              {toGive.map((role) => (
                <option key={role} value={role}>
                  {role}
                </option>
              ))}
            </select>
          </label>
          <button type="submit" className="button" name="action" value="grant">
            {words('giveRole')}
          </button>
        </form>
      )}
      {roles.map((role) => (
        <form key={role} method="post" action="/api/admin" className="my-acts">
          {whom}
          <input type="hidden" name="role" value={role} />
          <button type="submit" className="button" name="action" value="revoke">
            {words('takeRole', { role })}
          </button>
        </form>
      ))}
      <form method="post" action="/api/admin" className="my-acts">
        {whom}
        <button type="submit" className="button" name="action" value="end-sessions">
          {words('endSessions')}
        </button>
        <button type="submit" className="button" name="action" value={isSuspended ? 'resume' : 'suspend'}>
          {words(isSuspended ? 'resume' : 'suspend')}
        </button>
      </form>
    </>
  )
}
