import { isDeepStrictEqual } from 'node:util'
import { evaluate, parse } from 'groq-js'
import type { SuiteDataset, SuiteTest } from './suite.ts'

/** Whether `test` passes with nothing but groq-js. Not to be asked of each: one of them never ends there. */
export async function passesPlain(test: SuiteTest, dataset: SuiteDataset | undefined): Promise<boolean> {
  try {
    const params = test.params ?? {}
    const value = await evaluate(parse(test.query, { params }), { dataset: dataset?.documents ?? [], params })
    const result: unknown = JSON.parse(JSON.stringify((await value.get()) ?? null))
    return test.valid && isDeepStrictEqual(result, test.result)
  } catch {
    return !test.valid
  }
}
