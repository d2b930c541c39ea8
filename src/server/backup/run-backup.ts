import { Worker } from 'node:worker_threads'
import type { Config } from '../config.ts'
import type { Repeat } from '../repeat.ts'
import { saveBackupCover } from '../services/durable-revisions.ts'
import { renewMark, type EpochParts } from '../services/epoch.ts'
import type { BackupAsked, TakenBackup } from './take-backup.ts'

export interface BackupParts extends EpochParts {
  readonly config: Pick<Config, 'dataDir' | 'backupDir'>
}

function takeInThread(asked: BackupAsked): Promise<TakenBackup> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./backup-worker.ts', import.meta.url), { workerData: asked })
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The backup thread ended without a backup.')))
    worker.unref()
  })
}

/**
 * Makes one backup and then, when it has been read back, marks what it covers.
 *
 * What it covers was stored before it began; a record that came meanwhile waits for the next one.
 */
export async function runBackup(parts: BackupParts): Promise<TakenBackup> {
  const { store, clock, config } = parts
  const nowMs = clock.now()
  const taken = await takeInThread({ dataDir: config.dataDir, backupDir: config.backupDir, nowMs })
  // So that the copy is known for an older one if somebody puts it back by hand.
  await renewMark(parts)
  const coversUntil = new Date(nowMs).toISOString()
  await store.write((tx) => saveBackupCover(tx, { ...taken, coversUntil }))
  return taken
}

/** What a phone may lose with the server's disk is what it has let go of: nothing, until a backup covers it. */
const backupEveryMs = 60 * 60 * 1000

/** Makes backups now and every hour, one at a time, until the returned function ends it. */
export function keepBackingUp(
  parts: BackupParts,
  { repeat, onFailure }: { readonly repeat: Repeat; onFailure(failure: unknown): void },
): () => Promise<void> {
  let running: Promise<void> | null = null
  const run = (): void => {
    running ??= runBackup(parts)
      .then(() => undefined, onFailure)
      .finally(() => (running = null))
  }
  run()
  const end = repeat(backupEveryMs, run)
  return async () => {
    end()
    await running
  }
}
