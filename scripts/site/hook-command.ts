import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Pool } from 'pg'
import { type Hook, hookOf } from '#lib/content-lake/webhooks/hook.ts'
import { deleteHook, insertHook, listAttempts, listHooks, listMessages, updateHook } from '#lib/content-lake/webhooks/hook-store.ts'
import { tryHook } from '#lib/content-lake/webhooks/hook-trial.ts'
import { lakeName } from './lake-settings.ts'

const USAGE = `Usage: npm run hook -- list
       npm run hook -- add <name> <url> [what it is told, below]
       npm run hook -- change <name> [what it is told, below]
       npm run hook -- delete <name>
       npm run hook -- log <name>
       npm run hook -- test <name> <document id>

--on create,update,delete   when it is told; all three unless you say otherwise
--filter '_type == "post"'  of which documents: GROQ, with before(), after() and delta::changedAny(…)
--projection '{_id}'        what it is told: GROQ; the whole document unless you say otherwise
--dataset name              of which dataset
--url address               (change) where it is told
--method POST               by which method
--header 'Name: value'      a header of your own; may be repeated
--secret-file file          the secret that messages are signed with: the first line of the file
--drafts, --versions        of drafts, of versions in releases, too
--off, --on-again           stops it, and goes on`

const options = {
  on: { type: 'string' },
  filter: { type: 'string' },
  projection: { type: 'string' },
  dataset: { type: 'string' },
  url: { type: 'string' },
  method: { type: 'string' },
  header: { type: 'string', multiple: true },
  'secret-file': { type: 'string' },
  drafts: { type: 'boolean' },
  versions: { type: 'boolean' },
  off: { type: 'boolean' },
  'on-again': { type: 'boolean' },
} as const

type Flags = ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>['values']

/** What the flags say, on top of `before`. */
function described(before: Partial<Hook>, flags: Flags): unknown {
  const { id: _, project: _____, createdAt: __, createdBy: ___, since: ____, ...hook } = before
  const headers = (flags.header ?? []).map((line) => [line.replace(/:.*/, ''), line.replace(/^[^:]*: */, '')])
  return {
    dataset: lakeName.dataset,
    ...hook,
    ...(flags.dataset !== undefined && { dataset: flags.dataset }),
    ...(flags.url !== undefined && { url: flags.url }),
    ...(flags.method !== undefined && { httpMethod: flags.method.toUpperCase() }),
    ...(flags['secret-file'] !== undefined && { secret: readFileSync(flags['secret-file'], 'utf8').split('\n', 1)[0]?.trim() }),
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) as unknown }),
    ...(flags.drafts && { includeDrafts: true }),
    ...(flags.versions && { includeAllVersions: true }),
    ...((flags.off === true || flags['on-again'] === true) && { isDisabledByUser: flags.off === true }),
    rule: {
      on: ['create', 'update', 'delete'],
      ...hook.rule,
      ...(flags.on !== undefined && { on: flags.on.split(',') }),
      ...(flags.filter !== undefined && { filter: flags.filter }),
      ...(flags.projection !== undefined && { projection: flags.projection }),
    },
  }
}

const summary = (hook: Hook): string =>
  `${hook.name}${hook.isDisabledByUser ? ' (off)' : ''}: ${hook.httpMethod} ${hook.url}, ${hook.rule.on.join(', ')} in ${hook.dataset}` +
  (hook.rule.filter ? `, where ${hook.rule.filter}` : '')

async function named(pool: Pool, name: string | undefined): Promise<Hook> {
  const hooks = await listHooks(pool, lakeName.projectId)
  const hook = hooks.find((one) => one.name === name || one.id === name)
  if (!hook)
    throw new Error(
      name === undefined ? USAGE : `There is no webhook "${name}". There are: ${hooks.map((one) => one.name).join(', ') || 'none'}.`,
    )
  return hook
}

async function log(pool: Pool, hook: Hook): Promise<string> {
  const attempts = await listAttempts(pool, hook.id, 100)
  const messages = await listMessages(pool, hook.id, 20)
  const lines = messages.map((message) => {
    const tried = attempts.filter((attempt) => attempt.messageId === message.id).toReversed()
    const answers = tried.map((attempt) => attempt.resultCode ?? attempt.failureReason).join(', ')
    return `${message.createdAt.toISOString()} ${message.status}${answers === '' ? '' : ` (${answers})`} ${message.payload.slice(0, 120)}`
  })
  return lines.join('\n') || 'It has not been told anything yet.'
}

/** Does what the words of `npm run hook` say, and returns what to print.
 *  @throws {Error} with a sentence, or how the command is used */
export async function hookCommand(pool: Pool, words: readonly string[]): Promise<string> {
  const { values: flags, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
  const [what, name, third, ...rest] = positionals
  if (rest.length > 0) throw new Error(USAGE)
  switch (what) {
    case 'list':
      return (await listHooks(pool, lakeName.projectId)).map(summary).join('\n') || 'There are no webhooks.'
    case 'add': {
      if (name === undefined || third === undefined) throw new Error(USAGE)
      if ((await listHooks(pool, lakeName.projectId)).some((hook) => hook.name === name))
        throw new Error(`There is a webhook "${name}" already: change it, or delete it first.`)
      return summary(await insertHook(pool, lakeName.projectId, hookOf(described({ name, url: third }, flags)), 'command'))
    }
    case 'change': {
      const before = await named(pool, name)
      const after = await updateHook(pool, before.id, hookOf(described(before, flags)))
      return after ? summary(after) : 'It is gone.'
    }
    case 'delete': {
      const { id } = await named(pool, name)
      return (await deleteHook(pool, id)) ? `"${name ?? ''}" is deleted.` : 'It is gone already.'
    }
    case 'log':
      return log(pool, await named(pool, name))
    case 'test': {
      if (third === undefined) throw new Error(USAGE)
      const hook = await named(pool, name)
      const dataset = hook.dataset === '*' ? lakeName.dataset : hook.dataset
      const message = await tryHook(pool, hook, dataset, third)
      if (message === null) throw new Error(`There is no document "${third}" in ${dataset}.`)
      return 'The running site sends it within 10 seconds; npm run hook -- log tells how that went.'
    }
    default:
      throw new Error(USAGE)
  }
}
