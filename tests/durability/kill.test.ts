import { testKills } from './rounds.ts'

testKills(20, 20_261_126)
