import { join } from 'node:path'
import type { Pool } from 'pg'
import { findDataDirectory } from '#lib/db/data-directory.ts'
import { lockFile } from '#lib/db/file-lock.ts'
import { keepSecrets } from '#lib/db/secrets.ts'
import { withSiteDatabase } from '#lib/db/site-database.ts'
import { type Environment, hostedContent, installEnvironment, readEnvironment } from '#lib/env.ts'
import { LANGUAGES } from '#lib/i18n/languages.ts'
import { sheetPath } from '#lib/i18n/written-language.ts'
import { findMovedSheet } from '#lib/publishing/moved-sheets.ts'
import { listSheetStates } from '#lib/publishing/sheet-states.ts'
import { openInnerSite } from '#lib/server/inner-site.ts'
import { copySite } from '#lib/site-copy/copy-site.ts'
import { openDestination } from '#lib/site-copy/destination.ts'
import { buildOnce } from './build-once.ts'
import { editionSigner } from './edition-signer.ts'
import { openOwnContent, reachHostedContent } from './open-content.ts'
import { openData } from './open-data.ts'

const root = join(import.meta.dirname, '../..')

/** Writes the public site into `directory`, whether the site runs or not: another instance of it is opened in this process, which listens nowhere.
 *  @throws {StartRefused} if there is no content to be had, {CopyRefused} if it can't be written there, {CopyFailed} if it would not be whole */
export async function exportSite(what: string, directory: string, say: (line: string) => void): Promise<void> {
  const given = readEnvironment()
  const destination = await openDestination(directory, lockFile)
  try {
    const { path } = findDataDirectory(given)
    await buildOnce(say, new AbortController().signal)
    const begun = Date.now()
    const counts = await withSiteDatabase(what, async (pool) => {
      const environment = { ...given, DATA_DIR: path, AUTH_SECRET: given.AUTH_SECRET ?? keepSecrets(path).AUTH_SECRET }
      installEnvironment(environment)
      return await copyInto(destination.unfinished, environment, pool, say)
    })
    await destination.finish()
    const { pages, editions, files, searchable, bytes } = counts
    say(`${pages} pages, ${editions} editions, ${searchable} entries to search, ${files} files in all, ${(bytes / 1e6).toFixed(1)} MB.`)
    say(`Written to ${directory} in ${Math.round((Date.now() - begun) / 1000)} s: open index.html there.`)
  } finally {
    await destination.close()
  }
}

async function copyInto(
  directory: string,
  environment: Environment & { readonly DATA_DIR: string; readonly AUTH_SECRET: string },
  pool: Pool,
  say: (line: string) => void,
) {
  const hosted = hostedContent(environment)
  const content = hosted ? await reachHostedContent(hosted) : await openOwnContent(environment, pool, editionSigner(environment))
  try {
    const data = await openData(environment)
    const site = await openInnerSite({ environment, ...content, data, findMoved: findMovedSheet, dev: false, directory: root })
    try {
      const sheets = await listSheetStates()
      const paths = sheets.flatMap(({ slug, language: written }) => LANGUAGES.map((language) => sheetPath(slug, written, language)))
      say('Writing the pages…')
      return await copySite(
        {
          origin: site.origin,
          ask: (target) => askAgain(() => site.ask(target)),
          paths,
          withdrawn: sheets.flatMap(({ documentId, state }) => (state === 'published' ? [] : [documentId])),
          now: new Date(),
        },
        directory,
      )
    } finally {
      await site.close()
    }
  } finally {
    await content.lake.close()
  }
}

const ATTEMPTS_MAX = 3

/** What `ask` gives. A page that was not made in time on a busy machine is asked for again, before all that was done is lost. */
async function askAgain<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask()
    } catch (error) {
      if (attempt === ATTEMPTS_MAX) throw error
    }
  }
}
