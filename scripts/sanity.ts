// `npm run sanity -- …`: Sanity's own command line, whose requests to Sanity's addresses are answered by the lake, and nobody else.
import { runSanity } from './sanity/run-sanity.ts'

process.exitCode = await runSanity(process.argv.slice(2))
