import { join } from 'node:path'

/** What a data folder holds. */
export interface DataPaths {
  readonly database: string
  readonly parts: string
  readonly derivatives: string
  /** The server's secrets, which make receipts and cursors. */
  readonly keys: string
  /** Which timeline the database is of. */
  readonly epoch: string
  /** What no restore may undo. */
  readonly besideLog: string
}

export const dataPaths = (dataDir: string): DataPaths => ({
  database: join(dataDir, 'xunhu.sqlite'),
  parts: join(dataDir, 'parts'),
  derivatives: join(dataDir, 'derivatives'),
  keys: join(dataDir, 'keys'),
  epoch: join(dataDir, 'epoch'),
  besideLog: join(dataDir, 'beside.log'),
})
