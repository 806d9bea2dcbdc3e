import type { Call, Route } from './call.ts'
import { json } from './wire.ts'

const pong = async (_call: Call): Promise<Response> => json({ pong: true })

/** Every endpoint that the lake serves, in the order of the README. What is not here is answered 404. */
export const ROUTES: readonly Route[] = [
  { method: 'GET', path: 'ping', handler: pong, purpose: 'Is the lake there' },
]
