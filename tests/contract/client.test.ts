import { createClient } from '@sanity/client'
import { describe, test } from 'vitest'
import { clientSuite } from '#tests/support/client-suite.ts'
import { takeHostedAddresses } from '#tests/support/hosted-addresses.ts'
import { startLake } from '#tests/support/lake.ts'
import { startListeningLake } from '#tests/support/lake-server.ts'

describe('The client on the lake', () => {
  clientSuite(async () => {
    const lake = await startLake()
    return { client: lake.client('administrator'), close: () => lake.close() }
  })
})

describe('The client on a lake at the addresses of hosted Sanity', () => {
  clientSuite(async () => {
    const lake = await startListeningLake()
    const addresses = await takeHostedAddresses(lake)
    const client = createClient({
      projectId: 'local',
      dataset: 'production',
      apiVersion: '2025-02-19',
      useCdn: false,
      token: 'administrator-token',
    })
    return {
      client,
      async close() {
        addresses.close()
        await lake.close()
      },
    }
  })
})

const { SANITY_TEST_PROJECT_ID: projectId, SANITY_TEST_DATASET: dataset = 'production', SANITY_TEST_TOKEN: token } = process.env

describe('The client on hosted Sanity', () => {
  if (projectId !== undefined && token !== undefined) {
    clientSuite(async () => ({
      client: createClient({ projectId, dataset, apiVersion: '2025-02-19', useCdn: false, token }),
      close: async () => undefined,
    }))
  } else {
    test('A hosted project answers as the lake does', ({ skip }) => {
      skip('not applicable: no credentials of a hosted project in SANITY_TEST_PROJECT_ID and SANITY_TEST_TOKEN')
    })
  }
})
