import { join } from 'node:path'
import { unfinishedSuffix } from './durable-file.ts'
import { orWhenMissing, type FileCalls } from './file-calls.ts'
import type { PartPaths } from './part-paths.ts'

const foldersIn = (files: FileCalls, folder: string): Promise<readonly string[]> =>
  orWhenMissing(files.readdir(folder), []).then((names) => names.map((name) => join(folder, name)))

interface Ages {
  readonly beforeMs: number
  readonly unfinishedBeforeMs: number
}

/** Removes what a crash left half-written in this folder; whoever writes may have finished or removed it meanwhile. */
async function removeUnfinished(files: FileCalls, folder: string, { unfinishedBeforeMs }: Ages): Promise<void> {
  for (const path of await foldersIn(files, folder)) {
    if (!path.endsWith(unfinishedSuffix)) continue
    const found = await orWhenMissing(files.stat(path), null)
    if (found && found.mtimeMs < unfinishedBeforeMs) await files.rm(path, { force: true })
  }
}

/** Removes uploads that nobody has touched for long: a folder's time changes with every chunk put into it. */
async function sweepStaging(files: FileCalls, paths: PartPaths, ages: Ages): Promise<void> {
  for (const device of await foldersIn(files, paths.staging)) {
    for (const upload of await foldersIn(files, device)) {
      const found = await orWhenMissing(files.stat(upload), null)
      if (found && found.mtimeMs < ages.beforeMs) await files.rm(upload, { recursive: true, force: true })
      else await removeUnfinished(files, upload, ages)
    }
  }
}

export async function sweepFolder(files: FileCalls, paths: PartPaths, ages: Ages): Promise<void> {
  await sweepStaging(files, paths, ages)
  for (const folder of await foldersIn(files, paths.blobs)) await removeUnfinished(files, folder, ages)
}
