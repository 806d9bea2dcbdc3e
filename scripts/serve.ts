import { runUntilStopped } from './site/run-until-stopped.ts'
import { startSite } from './site/start-site.ts'

await runUntilStopped(startSite)
