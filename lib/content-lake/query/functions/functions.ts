import { arrayFunctions } from './array.ts'
import { contentFunctions } from './content.ts'
import { diffFunctions } from './diff.ts'
import type { QueryFunction } from './function.ts'
import { geoFunctions } from './geo.ts'
import { globalFunctions } from './global.ts'
import { mathFunctions } from './math.ts'
import { stringFunctions } from './string.ts'

/** All functions that are served, by namespace and name. */
export const FUNCTIONS: ReadonlyMap<string, QueryFunction> = new Map(
  [globalFunctions, stringFunctions, arrayFunctions, mathFunctions, geoFunctions, diffFunctions, contentFunctions].flatMap((functions) =>
    Object.entries(functions),
  ),
)
