import type { CustomValidator, Reference, ValidationContext } from 'sanity'
import { publishedId } from '../published-id.ts'

const API = { apiVersion: '2025-02-19' }

const UNIT_QUERY = `{
  "indicator": *[_id == $indicator][0]{name, "kind": unit->kind, "code": unit->code},
  "unit": *[_id == $unit][0]{code, kind}
}`

interface UnitAnswer {
  readonly indicator: { readonly name?: string; readonly kind?: string; readonly code?: string } | null
  readonly unit: { readonly code?: string; readonly kind?: string } | null
}

function referenceIn(context: ValidationContext, field: string): string | undefined {
  const value = context.document?.[field]
  return typeof value === 'object' && value !== null && '_ref' in value && typeof value._ref === 'string' ? value._ref : undefined
}

/** The unit must be of the kind that the indicator is measured in. */
export const checkUnit: CustomValidator<Reference | undefined> = async (unit, context) => {
  const indicator = referenceIn(context, 'indicator')
  if (!unit?._ref || indicator === undefined) return true
  const answer = await context.getClient(API).fetch<UnitAnswer>(UNIT_QUERY, { indicator, unit: unit._ref }, { perspective: 'drafts' })
  if (!answer.indicator?.kind || !answer.unit?.kind || answer.indicator.kind === answer.unit.kind) return true
  const { name, code } = answer.indicator
  return `“${name ?? 'The indicator'}” is measured in ${code ?? 'another unit'}, and ${answer.unit.code ?? 'this'} is no such unit: choose another unit, or another indicator.`
}

/** As many steps a chain may have; nobody corrects a value so often. */
const STEPS_MAX = 100

/** Following what each observation takes the place of must come to an end, and not back here. */
export const checkChain: CustomValidator<Reference | undefined> = async (supersedes, context) => {
  const own = publishedId(context.document?._id ?? '')
  const client = context.getClient(API)
  let next = supersedes?._ref
  for (let step = 0; next !== undefined && step < STEPS_MAX; step++) {
    if (next === own)
      return step === 0
        ? 'A figure can’t take its own place: choose another one, or leave this empty.'
        : 'The figures would take each other’s place in a circle: choose another one, or leave this empty.'
    next = (await client.fetch<string | null>('*[_id == $id][0].supersedes._ref', { id: next }, { perspective: 'drafts' })) ?? undefined
  }
  return next === undefined || 'The figures take each other’s place in a circle: choose another one, or leave this empty.'
}
