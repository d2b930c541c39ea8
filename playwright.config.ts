import { defineConfig } from '@playwright/test'

const browser = process.env['TEST_BROWSER'] ?? '/usr/bin/chromium'
/** The rarer faults and the long stories: `npm run test:faults`, `npm run test:long`, and in `npm run test:all`. */
const withFaults = process.env['TEST_FAULTS'] !== undefined
/** Only in `npm run test:all`. */
const firefox = process.env['TEST_FIREFOX']
const webkit = process.env['TEST_WEBKIT']

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/support/sample-for-run.ts',
  outputDir: 'test-results',
  // Much of a test is waiting: two at a time are done in less, and more would starve each other on two cores.
  workers: 2,
  fullyParallel: false,
  // A whole morning takes two minutes where two of them share two cores; what hangs ends all the same.
  timeout: 300_000,
  // Two cores that also serve: what passes only at its second try is listed as flaky, and is to be looked into.
  retries: process.env['CI'] ? 1 : 0,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 360, height: 740 },
    // A button that never comes ends its test then, and not after the whole of a test's time.
    actionTimeout: 90_000,
    trace: 'on-first-retry',
  },
  projects: [
    {
      name: 'chromium',
      testIgnore: withFaults ? 'engines/**' : ['engines/**', 'faults/**', 'long/**'],
      use: {
        launchOptions: {
          ...(browser === 'playwright' ? {} : { executablePath: browser }),
          // Without a graphics card Chromium plays one: a tenth of all that a test costs.
          args: [
            '--disable-gpu',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
      },
    },
    ...(firefox
      ? [
          {
            name: 'firefox',
            testMatch: ['device-storage.spec.ts', 'engines/firefox-*.spec.ts'],
            // The full disk is set through Chromium's own debugging protocol.
            grepInvert: /full/,
            use: {
              browserName: 'firefox' as const,
              channel: 'moz-firefox',
              colorScheme: null,
              launchOptions: { executablePath: firefox },
            },
          },
        ]
      : []),
    // Playwright has no driver for Debian's WebKit: these tests bring their own.
    ...(webkit ? [{ name: 'webkit', testMatch: 'engines/webkit-*.spec.ts' }] : []),
  ],
})
