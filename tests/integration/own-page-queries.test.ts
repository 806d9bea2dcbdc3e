import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CountedDatabase, countQueries, queriesOf } from '#tests/support/counted-database.ts'
import { createDatabase, type TestDatabase } from '#tests/support/database.ts'
import { indexed } from '#tests/support/indexed.ts'
import { addSheets, followMany } from '#tests/support/many-follows.ts'
import { type SignedIn, signInByDatabase } from '#tests/support/people.ts'
import { quiet } from '#tests/support/quiet.ts'
import { type Site, startSite } from '#tests/support/site.ts'

let own: TestDatabase
let counted: CountedDatabase
let site: Site

beforeAll(async () => {
  own = await createDatabase()
  counted = await countQueries(own.url)
  site = await startSite({ environment: { DATABASE_URL: counted.url } })
  await indexed(own.pool)
  await addSheets(own.pool, 1000)
  await quiet(own.pool)
}, 240_000)
afterAll(async () => {
  await site.stop()
  counted.close()
  await own.drop()
})

async function followerOf(count: number): Promise<SignedIn> {
  const person = await signInByDatabase(own.url, site.origin, `Follower of ${count}`)
  await followMany(own.pool, person.id, count)
  return person
}

const asksFor =
  (path: string, { cookie, name }: SignedIn) =>
  async () => {
    const answer = await fetch(site.origin + path, { headers: { cookie: `${cookie.name}=${cookie.value}` } })
    expect([answer.status, (await answer.text()).includes(name)]).toEqual([200, true])
  }

test('One’s own page takes as many queries for a thousand follows as for ten, and not many', async () => {
  const [few, many] = [await followerOf(10), await followerOf(1000)]
  // Under this address it is made anew each time.
  const [ofFew, ofMany] = await queriesOf(counted, [asksFor('/my?page=first', few), asksFor('/my?page=first', many)])
  expect(ofMany).toBe(ofFew)
  expect(ofFew).toBeLessThanOrEqual(20)
})

test('What is held of it takes a look at the session and one at what is theirs', async () => {
  expect(await queriesOf(counted, [asksFor('/my', await followerOf(1000))])).toEqual([2])
})
