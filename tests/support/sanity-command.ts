import { runScript, type Ended } from './start.ts'

/** Runs `npm run sanity -- …args` to its end, without npm, for the lake on `port` and with a token of it. */
export async function runSanityCommand(port: number, token: string, args: readonly string[]): Promise<Ended> {
  return await runScript('scripts/sanity.ts', { PORT: String(port), NO_COLOR: '1', SANITY_AUTH_TOKEN: token }, { args })
}
