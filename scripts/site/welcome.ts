import { demonstrationIssuer } from '#lib/auth/demonstration.ts'
import { configuredProviders, demonstrationRuns } from '#lib/auth/providers.ts'
import { type Environment, hostedContent, siteOrigin } from '#lib/env.ts'

/** The last lines of a start: where to click. */
export function welcome(environment: Environment): string[] {
  const origin = siteOrigin(environment)
  const hosted = hostedContent(environment)
  return [
    '',
    `  The site      ${origin}/`,
    `  The Studio    ${origin}/studio`,
    ...(hosted ? [`  The content   project ${hosted.projectId} of hosted Sanity, dataset ${hosted.dataset}`] : []),
    `  Signing in    ${signingIn(environment)}`,
    '',
    'Stop with Ctrl-C.',
  ]
}

function signingIn(environment: Environment): string {
  if (environment.SIGN_IN === 'off') return 'switched off: the site is for reading only.'
  const page = `${siteOrigin(environment)}/sign-in`
  if (demonstrationRuns(environment)) return `${page}, as a reader or an editor of the demonstration at ${demonstrationIssuer(environment)}`
  return `${page}, with ${new Intl.ListFormat('en').format(configuredProviders(environment).map(({ name }) => name))}`
}
