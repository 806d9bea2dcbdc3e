// `npm run lake`: the Content Lake alone on a port, for those who want the content server and not the site.
import { startLake } from './site/start-lake.ts'
import { runUntilStopped } from './site/run-until-stopped.ts'

await runUntilStopped(startLake)
