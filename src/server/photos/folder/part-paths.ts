import { join } from 'node:path'
import * as v from 'valibot'
import { DeviceId, Sha256 } from '../../../domain/ids.ts'

/** Where everything lies under the store's folder. */
export interface PartPaths {
  readonly staging: string
  readonly blobs: string
  stagingOf(device: DeviceId, sha256: Sha256): string
  chunk(device: DeviceId, sha256: Sha256, index: number): string
  blob(sha256: Sha256): string
}

/**
 * Builds paths; throws for anything that is not what its type says.
 *
 * The wire's schemas have checked the same before. This is the last line before the file system, where `..` would be a hole.
 */
export function createPartPaths(root: string): PartPaths {
  const staging = join(root, 'staging')
  const blobs = join(root, 'blobs')
  const stagingOf = (device: DeviceId, sha256: Sha256): string =>
    join(staging, v.parse(DeviceId, device), v.parse(Sha256, sha256))
  return {
    staging,
    blobs,
    stagingOf,
    chunk: (device, sha256, index) => join(stagingOf(device, sha256), String(Math.trunc(index))),
    blob: (sha256) => join(blobs, v.parse(Sha256, sha256).slice(0, 2), sha256),
  }
}
