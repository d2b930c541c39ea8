import type { PartRef } from '../../domain/journal/part-ref.ts'
import type { Sha256 } from '../../domain/ids.ts'
import type { PartStore } from './part-store.ts'
import type { Pictures } from './pictures.ts'
import { soundFormat, soundHeadBytes } from './sound-format.ts'

/** What bytes turned out to be, as `blob.readable` keeps it. */
export type Legible = 0 | 1 | 2
const nothing: Legible = 0
const picture: Legible = 1
const sound: Legible = 2

/** Draws a picture, or looks at how a sound begins. */
export async function readLegible(pictures: Pictures, partStore: PartStore, sha256: Sha256): Promise<Legible> {
  if ((await pictures.derive(sha256, 'thumb')) !== null) return picture
  const head = await partStore.open(sha256, { fromByte: 0, toByte: soundHeadBytes - 1 })
  return head && soundFormat(Buffer.concat(await head.stream.toArray())) ? sound : nothing
}

/** A voice note is to be heard and a photo to be seen: what is neither is kept all the same, for download. */
export const arrivedState = (kind: PartRef['kind'] | (string & {}), legible: number): 'stored' | 'unreadable' =>
  legible === (kind === 'voice' ? sound : picture) ? 'stored' : 'unreadable'
