import { defineConfig } from 'vitest/config'

const database = { globalSetup: ['tests/support/database.ts'] }

// Times that only a hang takes, not a busy machine.
const room = (name: string, more: object = {}) => ({
  extends: true as const,
  test: { name, include: [`tests/${name}/**/*.test.ts`], testTimeout: 120_000, hookTimeout: 120_000, ...more },
})

export default defineConfig({
  test: {
    setupFiles: ['tests/support/console.setup.ts'],
    allowOnly: false,
    projects: [
      { extends: true, test: { name: 'unit', include: ['{app,components,lib,sanity,scripts}/**/*.test.{ts,tsx}'], testTimeout: 60_000 } },
      room('contract', database),
      room('integration', database),
      room('docs'),
      room('durability', { ...database, testTimeout: 600_000, fileParallelism: false }),
      room('upgrade', { ...database, testTimeout: 240_000 }),
      // Texts of others, where they lie beside the project.
      room('corpus', { testTimeout: 1_800_000, hookTimeout: 300_000 }),
      // Only in `npm run test:long`.
      room('long', { ...database, testTimeout: 1_800_000, fileParallelism: false }),
    ],
  },
})
