import { join } from 'node:path'
import { unfinishedSuffix } from './durable-file.ts'
import { orWhenMissing, type FileCalls } from './file-calls.ts'
import type { PartPaths } from './part-paths.ts'

const foldersIn = (files: FileCalls, folder: string): Promise<readonly string[]> =>
  orWhenMissing(files.readdir(folder), []).then((names) => names.map((name) => join(folder, name)))

/** Removes what a crash left half-written in this folder. */
async function removeUnfinished(files: FileCalls, folder: string): Promise<void> {
  for (const path of await foldersIn(files, folder)) {
    if (path.endsWith(unfinishedSuffix)) await files.rm(path, { force: true })
  }
}

/** Removes uploads that nobody has touched since `beforeMs`: a folder's time changes with every chunk put into it. */
async function sweepStaging(files: FileCalls, paths: PartPaths, beforeMs: number): Promise<void> {
  for (const device of await foldersIn(files, paths.staging)) {
    for (const upload of await foldersIn(files, device)) {
      const { mtimeMs } = await files.stat(upload)
      if (mtimeMs < beforeMs) await files.rm(upload, { recursive: true, force: true })
      else await removeUnfinished(files, upload)
    }
  }
}

export async function sweepFolder(files: FileCalls, paths: PartPaths, beforeMs: number): Promise<void> {
  await sweepStaging(files, paths, beforeMs)
  for (const folder of await foldersIn(files, paths.blobs)) await removeUnfinished(files, folder)
}
