import * as v from 'valibot'
import { DeviceId, Sha256 } from '../../../domain/ids.ts'
import type { DerivativeSize } from '../derivative-cache.ts'

/** The name of everything in the bucket; throws for anything that is not what its type says. */
export interface PartKeys {
  /** Everything staged. */
  readonly staging: string
  /** What all devices have staged of a part: by hash first, so that erasing finds it without asking for every device. */
  stagingOf(sha256: Sha256): string
  uploadOf(device: DeviceId, sha256: Sha256): string
  chunk(device: DeviceId, sha256: Sha256, index: number): string
  blob(sha256: Sha256): string
  derivativesOf(sha256: Sha256): string
  derivative(sha256: Sha256, size: DerivativeSize): string
}

export function createPartKeys(prefix: string): PartKeys {
  const staging = `${prefix}staging/`
  const stagingOf = (sha256: Sha256): string => `${staging}${v.parse(Sha256, sha256)}/`
  const uploadOf = (device: DeviceId, sha256: Sha256): string => `${stagingOf(sha256)}${v.parse(DeviceId, device)}/`
  const derivativesOf = (sha256: Sha256): string => `${prefix}derivatives/${v.parse(Sha256, sha256)}/`
  return {
    staging,
    stagingOf,
    uploadOf,
    chunk: (device, sha256, index) => `${uploadOf(device, sha256)}${Math.trunc(index)}`,
    blob: (sha256) => `${prefix}blobs/${v.parse(Sha256, sha256)}`,
    derivativesOf,
    derivative: (sha256, size) => `${derivativesOf(sha256)}${size}.jpg`,
  }
}
