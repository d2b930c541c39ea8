import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

/** A test that hangs ends with it; one on a machine with much else to do does not. */
const testTimeout = 60_000

export default defineConfig({
  plugins: [vue()],
  test: {
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
    ],
  },
})
