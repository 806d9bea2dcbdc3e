import { afterAll, beforeAll, expect, test } from 'vitest'
import { queriesOf } from '#tests/support/counted-database.ts'
import { type CountedSite, startCountedSite } from '#tests/support/counted-site.ts'
import { addSheets, followMany } from '#tests/support/many-follows.ts'
import { type SignedIn, signInByDatabase } from '#tests/support/people.ts'

let own: CountedSite

beforeAll(async () => {
  own = await startCountedSite()
  await addSheets(own.pool, 1000)
}, 240_000)
afterAll(() => own.stop())

async function followerOf(count: number): Promise<SignedIn> {
  const person = await signInByDatabase(own.url, own.site.origin, `Follower of ${count}`)
  await followMany(own.pool, person.id, count)
  return person
}

const asksFor =
  (path: string, { cookie, name }: SignedIn) =>
  async () => {
    const answer = await fetch(own.site.origin + path, { headers: { cookie: `${cookie.name}=${cookie.value}` } })
    expect([answer.status, (await answer.text()).includes(name)]).toEqual([200, true])
  }

test('One’s own page takes as many queries for a thousand follows as for ten, and not many', async () => {
  const [few, many] = [await followerOf(10), await followerOf(1000)]
  // Under this address it is made anew each time.
  const [ofFew, ofMany] = await queriesOf(own, [asksFor('/my?page=first', few), asksFor('/my?page=first', many)])
  expect(ofMany).toBe(ofFew)
  expect(ofFew).toBeLessThanOrEqual(20)
})

test('What is held of it takes a look at the session and one at what is theirs', async () => {
  expect(await queriesOf(own, [asksFor('/my', await followerOf(1000))])).toEqual([2])
})
