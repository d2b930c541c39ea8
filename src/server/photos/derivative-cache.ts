import type { Sha256 } from '../../domain/ids.ts'

export type DerivativeSize = 'thumb' | 'view'

/** Pictures made from parts, kept only to spare the work; any of them may vanish at any time. */
export interface DerivativeCache {
  load(sha256: Sha256, size: DerivativeSize): Promise<Buffer | null>
  /** Best effort: a full medium is no failure. */
  save(sha256: Sha256, size: DerivativeSize, bytes: Uint8Array): Promise<void>
  remove(sha256: Sha256): Promise<void>
}
