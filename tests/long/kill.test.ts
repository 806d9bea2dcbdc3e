import { testKills } from '#tests/durability/rounds.ts'
import { note, PLAN } from './plan.ts'

testKills(PLAN.kills, PLAN.seed, note)
