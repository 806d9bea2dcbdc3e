// Reads a file of records as an import does, and says how many sheets and states it holds: a program of its own, so that its memory can be bounded.
import { checkFile } from '#sanity/import/check-file.ts'
import { readSheets } from '#sanity/import/plan-import.ts'
import { sheetStates } from '#sanity/import/sheet-states.ts'

const [, , path = ''] = process.argv
const site = { countries: new Map<string, string>(), institutions: new Map<string, string>() }
const { sheets } = await checkFile(path, site)
let states = 0
for await (const sheet of readSheets(path)) states += sheetStates(sheet, site).states.length
console.info(`${sheets} sheets, ${states} states`)
