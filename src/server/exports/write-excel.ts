import { Worker } from 'node:worker_threads'
import { createWorkLimit } from '../photos/work-limit.ts'
import type { ExcelSheet } from './excel-sheet.ts'

/** A file is held whole while it is written, at up to 50 MB; the second one waits. */
const filesAtOnce = 1
const mostHeapMb = 512

function inThread(sheet: ExcelSheet): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./excel-worker.ts', import.meta.url), {
      workerData: sheet,
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
    })
    worker.on('message', (file: Uint8Array) => resolve(Buffer.from(file)))
    worker.on('error', reject)
    // After a message this comes too late to matter.
    worker.on('exit', (code) => reject(new Error(`The thread that writes the file ended with ${code}.`)))
  })
}

export type WriteExcel = (sheet: ExcelSheet) => Promise<Buffer>

/** Writes xlsx files, one at a time, each in a thread of its own. */
export function createExcelWriter(): WriteExcel {
  const limit = createWorkLimit(filesAtOnce)
  return (sheet) => limit.run(() => inThread(sheet))
}
