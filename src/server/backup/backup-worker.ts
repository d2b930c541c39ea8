import { parentPort, workerData } from 'node:worker_threads'
import { takeBackup, type BackupAsked } from './take-backup.ts'

/** A thread of its own: checking a whole copy takes seconds in which phones must be answered. */
parentPort?.postMessage(await takeBackup(workerData as BackupAsked))
