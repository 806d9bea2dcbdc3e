import { defineCliConfig } from 'sanity/cli'
import { environment, hostedContent } from '#lib/env.ts'

const hosted = hostedContent(environment())

/** For Sanity's own command line. `npm run sanity` sends what it asks to the lake; `npx sanity` asks hosted Sanity, for the project of the settings. */
export default defineCliConfig({
  api: { projectId: hosted?.projectId ?? 'local', dataset: hosted?.dataset ?? 'production' },
})
