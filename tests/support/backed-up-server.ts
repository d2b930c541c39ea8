import { mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { dataPaths, type DataPaths } from '../../src/server/backup/data-paths.ts'
import { restoreBackup } from '../../src/server/backup/restore-backup.ts'
import { runBackup } from '../../src/server/backup/run-backup.ts'
import { createPartPaths } from '../../src/server/photos/folder/part-paths.ts'
import { sha256Of } from './pushed-entries.ts'
import { createTestServer, type LastingClient, type TestServer } from './test-server.ts'

/** A server with a folder for backups: officers 1001 and 1002 of squad-1 are signed in, 1003 of squad-2 is not. */
export interface BackedUpServer {
  readonly backupDir: string
  /** These three are others after each restart. */
  server: TestServer
  officer: LastingClient
  colleague: LastingClient
  paths(): DataPaths
  back(): ReturnType<typeof runBackup>
  /** What a restore of this backup is asked for. */
  asked(name: string): Parameters<typeof restoreBackup>[0]
  /** The same phones' sessions go on: their cookies are the database's, but the app is another. */
  restartWith(whileClosed: () => Promise<unknown>): Promise<void>
  restore(name: string): Promise<void>
  /** The one that all backups share. */
  copyOf(bytes: Buffer): string
  /** As a medium does it: nothing is seen of it but the bytes. */
  rot(bytes: Buffer, rotten: string): Promise<void>
  close(): Promise<void>
}

export async function openBackedUpServer(): Promise<BackedUpServer> {
  const backupDir = await mkdtemp(join(tmpdir(), 'xunhu-backup-'))
  const server = await createTestServer({ backupDir })
  for (const [number, squad] of [
    ['1001', 'squad-1'],
    ['1002', 'squad-1'],
    ['1003', 'squad-2'],
  ] as const)
    await server.addPerson(number, 'officer', squad)
  const here: BackedUpServer = {
    backupDir,
    server,
    officer: await server.login('1001'),
    colleague: await server.login('1002'),
    paths: () => dataPaths(here.server.dataDir),
    back: () => runBackup({ ...here.server.deps, config: { dataDir: here.server.dataDir, backupDir } }),
    asked: (name) => ({
      dataDir: here.server.dataDir,
      backup: join(backupDir, name),
      nowMs: here.server.clock.now(),
    }),
    restartWith: async (whileClosed) => {
      here.server = await here.server.restart(async () => {
        await whileClosed()
      })
      here.officer = await here.server.login('1001', here.officer.device)
      here.colleague = await here.server.login('1002', here.colleague.device)
    },
    restore: async (name) => {
      const asked = here.asked(name)
      await here.restartWith(() => restoreBackup(asked))
    },
    copyOf: (bytes) => createPartPaths(join(backupDir, 'parts')).blob(sha256Of(bytes)),
    rot: async (bytes, rotten) => {
      const path = here.copyOf(bytes)
      const { mtime } = await stat(path)
      await writeFile(path, rotten)
      await utimes(path, mtime, mtime)
    },
    close: async () => {
      await here.server.close()
      await rm(backupDir, { recursive: true, force: true })
    },
  }
  return here
}
