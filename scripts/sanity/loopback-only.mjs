// Loaded before `sanity` and all that it starts in Node: a program that overlooks the proxy must not reach the network past it.
import { Socket } from 'node:net'

const HERE = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/

const connect = Reflect.get(Socket.prototype, 'connect')

/** What `connect` was called with, whichever of its forms: Node itself passes an array of what it has normalised already. */
function hostOf(given) {
  const [first, second] = Array.isArray(given[0]) ? given[0] : given
  if (typeof first === 'object' && first !== null) return first.path ? 'localhost' : (first.host ?? 'localhost')
  if (typeof first === 'string' && Number.isNaN(Number(first))) return 'localhost'
  return typeof second === 'string' ? second : 'localhost'
}

Socket.prototype.connect = function connectHere(...given) {
  const host = hostOf(given)
  if (HERE.test(host)) return Reflect.apply(connect, this, given)
  process.nextTick(() => this.destroy(new Error(`Refused: ${host} is not this machine, and "npm run sanity" reaches no network.`)))
  return this
}
