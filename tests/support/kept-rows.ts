import type { TestServer } from './test-server.ts'

/** How many rows of it the server keeps. */
export const countRows = async (
  server: TestServer,
  table: 'entry' | 'quarantine' | 'feed' | 'small_bytes' | 'part',
): Promise<number> => (await server.deps.store.read((db) => db.selectFrom(table).selectAll().execute())).length

/** What was set apart, and why. */
export const keptAside = (server: TestServer) =>
  server.deps.store.read((db) =>
    db.selectFrom('quarantine').select(['entry_id', 'code', 'json', 'person_id']).execute(),
  )
