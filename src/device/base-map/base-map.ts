import type { BaseMapArchive, OnlineLayer } from '../../protocol/base-map.ts'
import type { ArchiveSource } from './archive-source.ts'

/** What this device has of the bureau's map, and what goes on. */
export interface BaseMapState {
  /** The map that is here whole; null before the first. */
  readonly here: BaseMapArchive | null
  /** The server's map where it is another one than `here`. */
  readonly offered: BaseMapArchive | null
  /** Of `offered`, bytes that have come. */
  readonly bytesHere: number
  readonly isFetching: boolean
  /** What the last try ended with; null while all is well. */
  readonly problem: unknown
  /** For tiles on the screen while there is a network. */
  readonly online: OnlineLayer | null
}

/** The bureau's offline map on this device: fetched once, piece by piece, and drawn without network. */
export interface BaseMap {
  current(): BaseMapState
  /** Calls back with every change; the returned function ends it. */
  watch(listener: (state: BaseMapState) => void): () => void
  /**
   * Asks the server which map there is, and fetches it where it is small or `evenLarge` says so.
   *
   * Never rejects: what went wrong stands in the state, and the next call goes on where this one ended.
   */
  refresh(options?: { readonly evenLarge?: boolean }): Promise<void>
  /** The map that is here, to be read tile by tile; null where there is none. */
  open(): ArchiveSource | null
}
