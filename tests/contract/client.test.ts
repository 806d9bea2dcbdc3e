import { createClient } from '@sanity/client'
import { describe, expect, test } from 'vitest'
import { clientSuite, type Place } from '#tests/support/client-suite.ts'
import { takeHostedAddresses } from '#tests/support/hosted-addresses.ts'
import { startLake } from '#tests/support/lake.ts'
import { startListeningLake } from '#tests/support/lake-server.ts'

const { SANITY_TEST_PROJECT_ID: projectId, SANITY_TEST_DATASET: dataset = 'production', SANITY_TEST_TOKEN: token } = process.env
const isHostedGiven = projectId !== undefined && token !== undefined
const hostedOptions = { dataset, apiVersion: '2025-02-19', useCdn: false } as const

async function onLake(): Promise<Place> {
  const lake = await startLake()
  return { client: lake.client('administrator'), close: () => lake.close() }
}

async function atHostedAddresses(): Promise<Place> {
  const lake = await startListeningLake()
  const addresses = await takeHostedAddresses(lake)
  return {
    client: createClient({ ...hostedOptions, dataset: 'production', projectId: 'local', token: 'administrator-token' }),
    async close() {
      addresses.close()
      await lake.close()
    },
  }
}

async function onHosted(): Promise<Place> {
  return { client: createClient({ ...hostedOptions, ...(isHostedGiven && { projectId, token }) }), close: async () => undefined }
}

const places: readonly { readonly name: string; readonly open: () => Promise<Place> }[] = [
  { name: 'the lake', open: onLake },
  { name: 'a lake at the addresses of hosted Sanity', open: atHostedAddresses },
  ...(isHostedGiven ? [{ name: `the hosted project ${projectId}`, open: onHosted }] : []),
]

describe.each(places)('The client on $name', ({ open }) => {
  clientSuite(open)
})

test('A hosted project was held to the same', ({ skip }) => {
  skip(!isHostedGiven, 'not applicable: no credentials of a hosted project in SANITY_TEST_PROJECT_ID and SANITY_TEST_TOKEN')
  expect(places).toHaveLength(3)
})
