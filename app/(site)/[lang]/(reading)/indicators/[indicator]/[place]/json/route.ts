import { observationsToJson } from '#lib/figures/serialize.ts'
import { figureFile } from '../figure-file.ts'

/** All values of a figure as JSON, at the address of its page with `.json` behind it. */
export const GET = figureFile(observationsToJson, 'application/json; charset=utf-8')
