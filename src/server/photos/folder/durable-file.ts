import { randomUUID } from 'node:crypto'
import { dirname } from 'node:path'
import type { FileCalls } from './file-calls.ts'

/** Names of files that are not finished; a crash leaves them behind, and the sweep removes them. */
export const unfinishedSuffix = '.unfinished'

async function syncFolder(files: FileCalls, folder: string): Promise<void> {
  const handle = await files.open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Makes the folder and those above it, each with its name on the medium. */
async function makeFolder(files: FileCalls, folder: string): Promise<void> {
  const firstMade = await files.mkdir(folder, { recursive: true })
  if (firstMade === undefined) return
  for (let made = folder; made.length >= firstMade.length; made = dirname(made)) await syncFolder(files, dirname(made))
}

async function writeAll(
  files: FileCalls,
  path: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const handle = await files.open(path, 'wx')
  try {
    for await (const piece of pieces) await handle.writeFile(piece)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Makes the file at `path` hold exactly these bytes, on the medium, or leaves it as it was.
 *
 * `isWanted` is asked when all bytes are written and before the name appears; false discards them.
 */
export async function writeDurably(
  files: FileCalls,
  path: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  isWanted: () => boolean = () => true,
): Promise<'written' | 'discarded'> {
  const unfinished = `${path}.${randomUUID()}${unfinishedSuffix}`
  await makeFolder(files, dirname(path))
  try {
    await writeAll(files, unfinished, pieces)
    if (isWanted()) {
      await files.rename(unfinished, path)
      // Without this the name itself may be gone after a power cut.
      await syncFolder(files, dirname(path))
      return 'written'
    }
  } catch (cause) {
    await files.rm(unfinished, { force: true })
    throw cause
  }
  await files.rm(unfinished, { force: true })
  return 'discarded'
}
