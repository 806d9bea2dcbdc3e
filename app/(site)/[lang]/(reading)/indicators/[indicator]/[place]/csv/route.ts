import { observationsToCsv } from '#lib/figures/serialize.ts'
import { figureFile } from '../figure-file.ts'

/** All values of a figure as CSV, at the address of its page with `.csv` behind it. */
export const GET = figureFile(observationsToCsv, 'text/csv; charset=utf-8')
