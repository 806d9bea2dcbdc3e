import { testEndpoints } from '#tests/contract/endpoint-fuzz.ts'
import { PLAN } from './plan.ts'

testEndpoints({ runs: 1500, seed: PLAN.seed })
