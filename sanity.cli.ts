import { defineCliConfig } from 'sanity/cli'

/** For Sanity's own command line. `npm run sanity` sends what it asks to the lake. */
export default defineCliConfig({
  api: { projectId: 'local', dataset: 'production' },
})
