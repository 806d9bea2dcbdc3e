import { z } from 'zod'
import { problemSchema } from '../problem.ts'
import type { ApiPlace, Collection } from './collection.ts'
import { paging, type Parameters } from './parameters.ts'
import { editionEntrySchema, editionSchema, pageOf } from './schemas.ts'

interface Operation {
  readonly path: string
  readonly id: string
  readonly summary: string
  readonly parameters: Parameters
  readonly pathParameters: readonly string[]
  /** The name of the schema of the answer. */
  readonly answer: string
  readonly hasCsv: boolean
}

/** The names of the schemas of an answer with one record, and with a page of them. */
interface Named {
  readonly record: string
  readonly page: string
}

/** The description of the interface, from the schemas that its answers are made by.
 *  @see https://spec.openapis.org/oas/v3.1.1.html */
export function openApiOf(collections: readonly Collection[], { origin }: ApiPlace): object {
  const schemas = z.registry<{ id: string }>()
  schemas.add(problemSchema, { id: 'Problem' })
  const namedOf = (schema: z.ZodType): Named => {
    const record = z.globalRegistry.get(schema)?.id ?? 'Record'
    const page = `${record}Page`
    schemas.add(schema, { id: record }).add(pageOf(schema, page), { id: page })
    return { record, page }
  }
  const operations = [
    ...collections.flatMap((collection) => operationsOf(collection, namedOf(collection.schema))),
    ...editionOperations(namedOf(editionEntrySchema)),
  ]
  schemas.add(editionSchema, { id: 'Edition' })
  for (const schema of sharedIn(collections)) schemas.add(schema.schema, { id: schema.id })
  return {
    openapi: '3.1.1',
    info: {
      title: 'Fact sheets and figures',
      version: '1',
      description: 'Everything that is published here, to be read by programs. No key is needed, and nothing can be changed by it.',
    },
    servers: [{ url: origin }],
    paths: { ...Object.fromEntries(operations.map((operation) => [operation.path, { get: described(operation) }])), ...otherPaths() },
    components: { schemas: componentsOf(schemas) },
  }
}

/** Schemas within others that have a name of their own. */
function sharedIn(collections: readonly Collection[]): readonly { id: string; schema: z.ZodType }[] {
  const found = new Map<string, z.ZodType>()
  const look = (schema: unknown): void => {
    if (!(schema instanceof z.ZodType)) return
    const id = z.globalRegistry.get(schema)?.id
    if (id !== undefined) found.set(id, schema)
    if (schema instanceof z.ZodObject) for (const inner of Object.values(schema.shape)) look(inner)
    if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) look(schema.unwrap())
    if (schema instanceof z.ZodArray) look(schema.element)
  }
  for (const { schema } of collections) look(schema)
  look(editionSchema)
  return [...found].map(([id, schema]) => ({ id, schema }))
}

function componentsOf(schemas: z.core.$ZodRegistry<{ id: string }>): object {
  const { schemas: made } = z.toJSONSchema(schemas, { uri: (id) => `#/components/schemas/${id}` })
  return Object.fromEntries(
    Object.entries(made)
      // What belongs to no answer stays out.
      .map(([id, { $schema: _schema, $id: _id, id: _name, ...schema }]) => [id, schema] as const),
  )
}

function operationsOf({ name, description, filters }: Collection, { record, page }: Named): readonly Operation[] {
  return [
    {
      path: `/api/v1/${name}`,
      id: `list-${name}`,
      summary: description,
      parameters: { ...filters, ...paging },
      pathParameters: [],
      answer: page,
      hasCsv: true,
    },
    {
      path: `/api/v1/${name}/{id}`,
      id: `read-${name}`,
      summary: `One of them. ${description}`,
      parameters: {},
      pathParameters: ['id'],
      answer: record,
      hasCsv: false,
    },
  ]
}

function editionOperations({ page }: Named): readonly Operation[] {
  const path = '/api/v1/fact-sheets/{id}/editions'
  return [
    {
      path,
      id: 'list-editions',
      summary: 'The editions of a fact sheet, the first one first.',
      parameters: paging,
      pathParameters: ['id'],
      answer: page,
      hasCsv: true,
    },
    {
      path: `${path}/{number}`,
      id: 'read-edition',
      summary: 'An edition with its observations.',
      parameters: {},
      pathParameters: ['id', 'number'],
      answer: 'Edition',
      hasCsv: true,
    },
  ]
}

const toProblem = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})

function described({ id, summary, parameters, pathParameters, answer, hasCsv }: Operation): object {
  return {
    operationId: id,
    summary,
    parameters: [
      ...pathParameters.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...Object.entries(parameters).map(([name, schema]) => {
        const { $schema: _schema, description = name, ...made } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
        return { name, in: 'query', required: false, description, schema: made }
      }),
    ],
    responses: {
      200: {
        description: 'What was asked for.',
        headers: {
          ETag: { description: 'Strong: send it back in If-None-Match.', schema: { type: 'string' } },
          Link: { description: 'RFC 8288; `next` leads to the next page.', schema: { type: 'string' } },
        },
        content: {
          'application/json': { schema: { $ref: `#/components/schemas/${answer}` } },
          ...(hasCsv && { 'text/csv': { schema: { type: 'string' } } }),
        },
      },
      304: { description: 'It is as it was.' },
      400: toProblem('A parameter is unknown or cannot be read.'),
      ...(pathParameters.length > 0 && { 404: toProblem('There is no such record.') }),
      ...(pathParameters.includes('number') && { 410: toProblem('The edition was removed.') }),
    },
  }
}

function otherPaths(): object {
  const lines = { description: 'A record a line: first what the download is, then each collection, then every edition as it was signed.' }
  return {
    '/api/v1/download': {
      get: {
        operationId: 'download',
        summary: 'Everything in one file.',
        responses: { 200: { ...lines, content: { 'application/x-ndjson': { schema: { type: 'string' } } } } },
      },
    },
  }
}
