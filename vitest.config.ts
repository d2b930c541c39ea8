import { availableParallelism } from 'node:os'
import vue from '@vitejs/plugin-vue'
import { defineConfig, type TestProjectConfiguration } from 'vitest/config'
import { findPostgres } from './scripts/launch/postgres.mjs'
import { hasRadosgw } from './scripts/launch/radosgw.mjs'
import { hasSwift } from './scripts/launch/swift.mjs'

/** A test that hangs ends with it; one on a machine with much else to do does not. */
const testTimeout = 60_000

/** What a phone relies on most; the other rooms of the server on PostgreSQL too in `npm run test:all`. */
const firstOnPostgres = ['sync/{push,push-*,grants}', 'session/revoked-devices']
const allOnPostgres = [
  '{casework,audit,evidence,session,parts,lost}/*',
  'sync/!(restore|new-timeline)',
  'office/!(case-list)',
  '{cross-scope,route-access}',
]
/** Takes a minute, and only a release needs it. */
const onlyInAll = ['tests/postgres/two-builds.test.ts']

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
    exclude: process.env['TEST_FAULTS'] ? [] : onlyInAll,
    testTimeout,
    isolate: false,
  },
}

/** Servers that share a database and a store need both. */
const sharing = ['tests/s3/instances.test.ts']
/** What else a server does with bytes, in `npm run test:all`. */
const allOnS3 = ['parts/*', 'verify/*', 'lost/*', 'base-map'].map((file) => `tests/integration/${file}.test.ts`)
if (findPostgres()) allOnS3.push('tests/postgres/{instances,backup,move}.test.ts')

const postgresForRun = findPostgres() ? ['tests/support/postgres-for-run.ts'] : []

/** Photos in a real S3-compatible server, rows in PostgreSQL where there is one; without, `npm test` says what was not run. */
const onS3 = {
  extends: true,
  test: {
    name: 's3',
    environment: 'node',
    env: { TEST_PARTS: 's3', ...(findPostgres() ? { TEST_STORE: 'postgres' } : {}) },
    globalSetup: ['tests/support/radosgw-for-run.ts', ...postgresForRun],
    setupFiles: ['tests/support/property-seed.ts'],
    include: ['tests/s3/**/*.test.ts', ...(process.env['TEST_FAULTS'] ? allOnS3 : [])],
    exclude: findPostgres() ? [] : sharing,
    testTimeout,
    isolate: false,
  },
} satisfies TestProjectConfiguration

/** The other S3-compatible server, in `npm run test:all`: what is tested of photos in the one, in the other. */
const onSwift: TestProjectConfiguration = {
  extends: true,
  test: {
    ...onS3.test,
    name: 'swift',
    env: { ...onS3.test.env, TEST_S3_SERVER: 'swift' },
    globalSetup: ['tests/support/swift-for-run.ts', ...postgresForRun],
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
          // A page of its own for each file, and the sources compiled once for all of them: two thirds of the time were neither.
          pool: 'vmThreads',
          setupFiles: ['tests/support/unmount-after-each.ts'],
          include: ['tests/component/**/*.test.ts'],
          restoreMocks: true,
          unstubGlobals: true,
          server: { deps: { inline: ['vant'] } },
        },
      },
      ...(findPostgres() ? [onPostgres] : []),
      ...(hasRadosgw() ? [onS3] : []),
      ...(process.env['TEST_FAULTS'] && hasSwift() ? [onSwift] : []),
    ],
  },
})
