import { testIndex } from './query-index.ts'

testIndex({ runs: 100, seed: 20_261_126 })
