import { testEndpoints } from './endpoint-fuzz.ts'

testEndpoints({ runs: 30, seed: 20_261_126 })
