import { testIndex } from '#tests/contract/query-index.ts'
import { PLAN } from './plan.ts'

testIndex({ runs: 1000, seed: PLAN.seed })
