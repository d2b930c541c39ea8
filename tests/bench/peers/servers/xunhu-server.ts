import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { startServerProcess } from '../../../support/server-process.ts'
import type { BenchServer } from './bench-server.ts'

function countRows(file: string, table: string): number {
  const db = new DatabaseSync(file, { readOnly: true })
  const row = db.prepare(`select count(*) as n from ${table}`).get()
  db.close()
  return Number(row?.['n'])
}

/** The product's own server as a process, with its sample bureau; what the sample holds is not counted. */
export async function startXunhuServer(folder: string, port: number): Promise<BenchServer> {
  const dataDir = join(folder, 'data')
  const server = await startServerProcess({ dataDir, port, env: { LOG_LEVEL: 'error' } })
  const file = join(dataDir, 'xunhu.sqlite')
  const [findings, photos] = [countRows(file, 'case_row'), countRows(file, 'blob')]
  return {
    port,
    findings: async () => countRows(file, 'case_row') - findings,
    photos: async () => countRows(file, 'blob') - photos,
    close: () => server.stop(),
  }
}
