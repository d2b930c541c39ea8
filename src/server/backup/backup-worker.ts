import { parentPort, workerData } from 'node:worker_threads'
import { folderSource } from './backup-source.ts'
import { takeBackup, type BackupAsked } from './take-backup.ts'

const asked = workerData as BackupAsked

/** A thread of its own: checking a whole copy takes seconds in which phones must be answered. */
parentPort?.postMessage(await takeBackup(asked, folderSource(asked.dataDir)))
