import { randomUUID } from 'node:crypto'
import * as fsPromises from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Sha256 } from '../../../domain/ids.ts'
import type { DerivativeCache, DerivativeSize } from '../derivative-cache.ts'
import { isFull, orWhenMissing } from './file-calls.ts'

const sizes: readonly DerivativeSize[] = ['thumb', 'view']

async function saveWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`
  await fsPromises.mkdir(dirname(path), { recursive: true })
  try {
    await fsPromises.writeFile(unfinished, bytes)
    await fsPromises.rename(unfinished, path)
  } catch (cause) {
    await fsPromises.rm(unfinished, { force: true })
    if (!isFull(cause)) throw cause
  }
}

/** Derivatives in `<root>/ab/<sha256>.<size>.jpg`; not synced to the medium, for what is lost is made again. */
export function createFolderDerivativeCache(root: string): DerivativeCache {
  const pathOf = (sha256: Sha256, size: DerivativeSize): string =>
    join(root, sha256.slice(0, 2), `${sha256}.${size}.jpg`)
  return {
    load: (sha256, size) => orWhenMissing(fsPromises.readFile(pathOf(sha256, size)), null),
    save: (sha256, size, bytes) => saveWhole(pathOf(sha256, size), bytes),
    remove: async (sha256) => {
      for (const size of sizes) await fsPromises.rm(pathOf(sha256, size), { force: true })
    },
  }
}
