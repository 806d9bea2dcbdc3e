import { publishedIdOf, releaseOf } from '../../document-id.ts'
import { isObject } from '../values.ts'
import { ofValues, type QueryFunction, type QueryFunctions } from './function.ts'

/** A function of one text and the id of `@`; null where one of them is missing. */
function ofTextAndId(holds: (text: string, id: string) => boolean): QueryFunction {
  return ([argument], scope, run) => {
    const text = argument ? run.evaluate(argument, scope) : null
    const id = isObject(scope.value) ? scope.value['_id'] : null
    return typeof text === 'string' && typeof id === 'string' ? holds(text, id) : null
  }
}

/** The words of Portable Text: blocks are parted by an empty line. */
function portableText(value: unknown): string | null {
  if (!Array.isArray(value)) return blockText(value)
  const texts = blocksIn(value)
  return texts.length > 0 ? texts.join('\n\n') : null
}

function blocksIn(values: readonly unknown[]): string[] {
  return values.flatMap((value) => (Array.isArray(value) ? blocksIn(value) : [blockText(value)])).filter((text) => text !== null)
}

function blockText(value: unknown): string | null {
  if (!isObject(value) || typeof value['_type'] !== 'string' || !Array.isArray(value['children'])) return null
  return value['children']
    .map((child: unknown) => (isObject(child) && child['_type'] === 'span' && typeof child['text'] === 'string' ? child['text'] : ''))
    .join('')
}

/** The document that a reference leads to, as `->` does. */
const getDocument: QueryFunction = ([argument], scope, run) => {
  const reference = argument ? run.evaluate(argument, scope) : null
  const id = isObject(reference) ? reference['_ref'] : reference
  return typeof id === 'string' ? run.world.document(id) : null
}

/** Functions that know what content is made of. */
export const contentFunctions: QueryFunctions = {
  'documents::get': getDocument,
  'pt::text': ofValues(portableText),
  'sanity::projectId': (_, __, run) => run.world.projectId,
  'sanity::dataset': (_, __, run) => run.world.dataset,
  'sanity::versionOf': ofTextAndId((publishedId, id) => id === publishedId || publishedIdOf(id) === publishedId),
  'sanity::partOfRelease': ofTextAndId((release, id) => releaseOf(id) === release),
}
