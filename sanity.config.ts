import { environment, hostedContent, siteOrigin } from '#lib/env.ts'
import { createStudioConfig } from '#sanity/studio/config.ts'

/** The Studio as Sanity's own command line wants it, for what it reads from the schema (`documents validate`). The site's is made in the browser. */
export default createStudioConfig(siteOrigin(environment()), hostedContent(environment()))
