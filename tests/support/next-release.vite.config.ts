import { defineConfig, mergeConfig, type Plugin } from 'vite'
import thisRelease from '../../vite.config.ts'

/** The next release keeps its records in a newer database, as some release one day will. */
const raiseDatabaseVersion: Plugin = {
  name: 'raise-database-version',
  transform: {
    filter: { id: /src\/device\/database\/database\.ts$/ },
    handler(code) {
      const raised = code.replace(
        /databaseVersion = (\d+)/,
        (_all, version) => `databaseVersion = ${Number(version) + 1}`,
      )
      if (raised === code) throw new Error('No databaseVersion was found to raise.')
      return raised
    },
  },
}

export default defineConfig((env) =>
  mergeConfig(thisRelease(env), { define: { __APP_BUILD__: '"the next release"' }, plugins: [raiseDatabaseVersion] }),
)
