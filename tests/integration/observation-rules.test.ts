import type { Reference, ValidationContext } from 'sanity'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkChain, checkUnit } from '#sanity/schema/observation-rules.ts'
import { startLake, type TestLake } from '#tests/support/lake.ts'

let lake: TestLake

const reference = (_ref: string): Reference => ({ _type: 'reference', _ref })

/** As the form hands it to a rule, for a draft of the observation `id`. */
function contextOf(id: string, fields: object = {}): ValidationContext {
  const document = { _id: `drafts.${id}`, _type: 'observation', ...fields }
  // The rules ask for no more of it.
  return { document, getClient: () => lake.client('editor') } as unknown as ValidationContext
}

beforeAll(async () => {
  lake = await startLake({ sealedTypes: ['observation'] })
  const transaction = lake.client('administrator').transaction()
  transaction.create({ _id: 'ha', _type: 'unit', code: 'ha', kind: 'area' }).create({ _id: 't', _type: 'unit', code: 't', kind: 'mass' })
  transaction.create({ _id: 'kg', _type: 'unit', code: 'kg', kind: 'mass' })
  transaction.create({ _id: 'seizures', _type: 'indicator', name: 'Drugs seized', unit: reference('t') })
  transaction.create({ _id: 'first', _type: 'observation' })
  transaction.create({ _id: 'second', _type: 'observation', supersedes: reference('first') })
  transaction.create({ _id: 'drafts.third', _type: 'observation', supersedes: reference('second') })
  await transaction.commit()
})
afterAll(() => lake.close())

test('A unit of the kind that the indicator is measured in fits, another one is refused by name', async () => {
  const context = contextOf('new', { indicator: reference('seizures') })
  expect(await checkUnit(reference('kg'), context)).toBe(true)
  expect(await checkUnit(reference('ha'), context)).toBe(
    '“Drugs seized” is measured in t, and ha is no such unit: choose another unit, or another indicator.',
  )
})

test('While indicator or unit are not chosen yet, the unit is no mistake', async () => {
  expect(await checkUnit(reference('ha'), contextOf('new'))).toBe(true)
  expect(await checkUnit(undefined, contextOf('new', { indicator: reference('seizures') }))).toBe(true)
})

test('Figures may take each other’s place in a row, and never in a circle, drafts counted', async () => {
  expect(await checkChain(reference('third'), contextOf('fourth'))).toBe(true)
  expect(await checkChain(undefined, contextOf('fourth'))).toBe(true)
  expect(await checkChain(reference('fourth'), contextOf('fourth'))).toMatch('can’t take its own place')
  expect(await checkChain(reference('third'), contextOf('first'))).toMatch('in a circle: choose another one')
})
