import { createClient } from '@sanity/client'
import type { Lake } from '#lib/content-lake/settings.ts'
import { applySeed } from '#sanity/seed/apply-seed.ts'
import { readSeed } from '#sanity/seed/documents.ts'
import { describeSeedReport } from '#sanity/seed/seed-report.ts'
import { upgradeSheets } from '#sanity/upgrade/upgrade-sheets.ts'

/** Brings the content that comes with this version into `lake`, by its own mutation API, and what an earlier version wrote to today's form;
 *  returns what there is to say of it.
 *  @param token an administrator's */
export async function seedLake(lake: Lake, token: string): Promise<readonly string[]> {
  const client = createClient({
    projectId: 'local',
    dataset: 'production',
    apiVersion: '2025-02-19',
    // Never asked: each request goes to the lake in this process.
    apiHost: 'http://localhost/lake',
    // oxlint-disable-next-line typescript/no-deprecated -- without it the client asks a host named after the project
    useProjectHostname: false,
    useCdn: false,
    token,
    resolveFetch: () => (input, init) => lake.handle(new Request(input, init)),
  })
  const seeded = describeSeedReport(await applySeed(client, await readSeed()))
  // Behind the seed: a sheet that nobody has touched moves along with it, and would count as edited if it were changed before.
  const upgraded = await upgradeSheets(client)
  return upgraded === 0 ? seeded : [...seeded, `Content: ${upgraded} fact sheets now cite their sources as documents.`]
}
