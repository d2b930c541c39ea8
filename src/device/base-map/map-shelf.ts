/**
 * Where the offline map lies on this device: bytes by name, read in part, written whole or not at all.
 *
 * It is the bureau's map and nobody's record: it stands apart from what people have written, and may be fetched again at any
 * time. `write` rejects with `storage/full` where there is no room.
 */
export interface MapShelf {
  names(): Promise<readonly string[]>
  /** Null where there is no such name; `part` is cut at the end of what there is. */
  read(name: string, part?: { readonly from: number; readonly length: number }): Promise<ArrayBuffer | null>
  /** Replaces what stood under the name. */
  write(name: string, bytes: ArrayBuffer): Promise<void>
  remove(name: string): Promise<void>
}
