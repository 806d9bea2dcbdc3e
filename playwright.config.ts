import { existsSync } from 'node:fs'
import { defineConfig, devices } from '@playwright/test'

// `npm test` names the browser; by hand it is the one of the system, else Playwright's own.
const system = '/usr/bin/chromium'
const executablePath = process.env['CHROMIUM'] ?? (existsSync(system) ? system : undefined)

export default defineConfig({
  testDir: 'tests',
  outputDir: '.build/tests/playwright',
  forbidOnly: true,
  retries: 0,
  workers: 2,
  // Times that only a hang takes, not a busy machine.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    locale: 'en-US',
    // A trace of the Studio costs more than the test: `--trace on` asks for one.
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(executablePath && { executablePath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Whatever a page asks for, no name but this machine's is found.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
      ],
    },
  },
  projects: [
    { name: 'e2e', testDir: 'tests/e2e', testMatch: '*.spec.ts' },
    { name: 'accessibility', testDir: 'tests/accessibility', testMatch: '*.spec.ts' },
    // What takes long, for `npm run test:long`.
    { name: 'long', testDir: 'tests/long', testMatch: '*.spec.ts' },
  ],
})
