import type { Readable } from 'node:stream'
import type { DeviceId, Sha256 } from '../../domain/ids.ts'

/** `full`: no room, or what is left is kept for text; nothing was written. */
export type PutResult = 'stored' | 'full'

/** `wrongHash`: the chunks were not the part they were sent for, and are gone. */
export type AssembleResult =
  | { readonly state: 'stored' }
  | { readonly state: 'missingChunks'; readonly chunks: readonly number[] }
  | { readonly state: 'wrongHash' }
  | { readonly state: 'full' }

/** Both ends included, within the file. */
export interface ByteRange {
  readonly fromByte: number
  readonly toByte: number
}

export interface StoredBytes {
  /** Of the whole, whatever was asked for. */
  readonly sizeBytes: number
  /** Destroy it when the reader goes away. */
  readonly stream: Readable
}

/**
 * The bytes of parts, named by their SHA-256; knows nothing of people, entries or rights.
 *
 * Chunks are staged per device, so that one phone's damage never reaches another's upload. Every call may be repeated and
 * may come in any order, on any instance. Once `stored` is said, the bytes are on the medium and hash to their name.
 * An I/O fault other than a full medium rejects, leaves the old state, and the call may be repeated.
 */
export interface PartStore {
  /** Keeps one chunk; a repetition replaces it whole. */
  putChunk(device: DeviceId, sha256: Sha256, index: number, bytes: Uint8Array): Promise<PutResult>
  /** Indexes this device has put, ascending. */
  listChunks(device: DeviceId, sha256: Sha256): Promise<readonly number[]>
  /** Joins this device's chunks. They stay until `dropChunks`, so that a crash before the caller's own write costs no bytes. */
  assemble(device: DeviceId, sha256: Sha256, sizeBytes: number): Promise<AssembleResult>
  dropChunks(device: DeviceId, sha256: Sha256): Promise<void>
  /** Keeps a whole part that came in one piece; the caller has checked the hash. */
  put(sha256: Sha256, bytes: Uint8Array): Promise<PutResult>
  has(sha256: Sha256): Promise<boolean>
  /** All of it, or the bytes of `range`. */
  open(sha256: Sha256, range?: ByteRange): Promise<StoredBytes | null>
  /** Erases the part, and what devices have staged of it; one that is not there is no failure. */
  remove(sha256: Sha256): Promise<void>
  /**
   * Removes chunks that nobody has touched since `beforeMs`, and what a crash left half-written.
   *
   * Run while nobody writes; where other servers write into the same store, what is younger than `unfinishedBeforeMs` may be theirs.
   */
  sweep(beforeMs: number, unfinishedBeforeMs?: number): Promise<void>
}
