import { availableParallelism } from 'node:os'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { findPostgres } from './scripts/launch/postgres.mjs'
import { hasRadosgw } from './scripts/launch/radosgw.mjs'

/** A test that hangs ends with it; one on a machine with much else to do does not. */
const testTimeout = 60_000

/** What a phone relies on most; the other rooms of the server on PostgreSQL too in `npm run test:all`. */
const firstOnPostgres = ['sync/{push,grants}', 'session/revoked-devices']
const allOnPostgres = ['{casework,audit,session,parts}/*', 'sync/!(restore|new-timeline)', 'office/!(case-list)']

/** The same files as on SQLite, and what only PostgreSQL has to prove. Where there is none, `npm test` says that it was not run. */
const onPostgres: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 'postgres',
    environment: 'node',
    env: { TEST_STORE: 'postgres' },
    globalSetup: ['tests/support/postgres-for-run.ts'],
    setupFiles: ['tests/support/property-seed.ts'],
    include: [
      'tests/postgres/**/*.test.ts',
      ...(process.env['TEST_FAULTS'] ? allOnPostgres : firstOnPostgres).map(
        (file) => `tests/integration/${file}.test.ts`,
      ),
    ],
    testTimeout,
    isolate: false,
  },
}

/** Photos in a real S3-compatible server; where there is none, `npm test` says that it was not run. */
const onS3: TestProjectConfiguration = {
  extends: true,
  test: {
    name: 's3',
    environment: 'node',
    env: { TEST_PARTS: 's3' },
    globalSetup: ['tests/support/radosgw-for-run.ts'],
    setupFiles: ['tests/support/property-seed.ts'],
    include: ['tests/s3/**/*.test.ts'],
    testTimeout,
    isolate: false,
  },
}

export default defineConfig({
  plugins: [vue()],
  test: {
    // Vitest leaves one core to itself: of two that was half of the time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          setupFiles: ['tests/support/property-seed.ts'],
          include: ['tests/{unit,contract,integration}/**/*.test.ts'],
          testTimeout,
          // These replace no module and no global: read once for all of them, the sources cost a third of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'simulation',
          environment: 'node',
          setupFiles: ['tests/support/property-seed.ts'],
          include: ['tests/simulation/**/*.test.ts'],
          testTimeout,
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['tests/component/**/*.test.ts'],
          server: { deps: { inline: ['vant'] } },
        },
      },
      ...(findPostgres() ? [onPostgres] : []),
      ...(hasRadosgw() ? [onS3] : []),
    ],
  },
})
