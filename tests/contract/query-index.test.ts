import { testIndex } from './query-index.ts'

testIndex({ runs: 20, seed: 20_261_126 })
