import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteStore } from '../../src/server/store/sqlite/sqlite-store.ts'
import { storeContract } from './store.contract.ts'

storeContract('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'xunhu-store-'))
  return {
    url: '',
    open: () => openSqliteStore(join(folder, 'store.sqlite')),
    drop: () => rm(folder, { recursive: true, force: true }),
  }
})
