import { signInProblem } from '#lib/auth/providers.ts'
import { environmentSchema, readEnvironment, StartRefused } from '#lib/env.ts'

/** Settings whose values are never shown. */
const SECRET = /SECRET|TOKEN|DATABASE_URL/

/** The values in force: those set, and the defaults; none if something is wrong, which is then said. */
function valuesInForce(): Partial<Record<string, string | number>> {
  try {
    const settings = readEnvironment()
    const problem = signInProblem(settings)
    if (problem) throw new StartRefused('settings', problem)
    return settings
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error
    console.error(`The site would not start:\n${error.message}\n`)
    process.exitCode = 1
    return {}
  }
}

const values = valuesInForce()
console.info('Every setting is an environment variable, or a line NAME=value in a file .env here.\n')
for (const [name, schema] of Object.entries(environmentSchema.shape)) {
  const value = values[name]
  const shown = value !== undefined && SECRET.test(name) ? '(set)' : String(value ?? '')
  console.info(`${name}${shown && ` = ${shown}`}\n    ${schema.description ?? ''}`)
}
