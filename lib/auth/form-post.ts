import { BASE_PATH } from './library.ts'
import { readForm } from './own-form.ts'
import { seeOther } from './see-other.ts'

const PASSED_ON = new Set(['code', 'state', 'iss', 'error', 'user'])
const USER_LENGTH_MAX = 2000

/** Whether `provider` answers by a form that the browser posts here from the provider's own page. */
export function answersByFormPost(provider: string | undefined): provider is 'apple' {
  return provider === 'apple'
}

/**
 * Turns such an answer into one by address: the browser comes again with GET, and only then with our cookies, which are `Lax` and so
 * were not sent with a form of another site. Nothing is believed or changed here.
 * @throws {FormRefused} if it is no form
 * @see OAuth 2.0 Form Post Response Mode, section 2
 */
export async function answerFormPost(request: Request, provider: string): Promise<Response> {
  const form = await readForm(request)
  // A parameter that is there twice stays so, for the callback to refuse.
  const passed = [...form].filter(([name, value]) => PASSED_ON.has(name) && (name !== 'user' || value.length <= USER_LENGTH_MAX))
  return seeOther(`${BASE_PATH}/callback/${provider}?${new URLSearchParams(passed).toString()}`)
}
