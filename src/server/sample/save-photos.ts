import type { PartStore } from '../photos/part-store.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import type { PhotoStock } from './photo-stock.ts'
import type { Batch } from './records/recorder.ts'

/** The bytes, before any row names them: bytes without a row harm nobody, a row without bytes would. */
export async function keepPhotos(partStore: PartStore, stock: PhotoStock): Promise<void> {
  for (const { sha256, bytes } of stock.all) {
    const result = await partStore.put(sha256, bytes)
    if (result === 'full') throw new Problem('store/full', 'There is no room for the sample photos.')
  }
}

/** Each author with each picture that they name: only who put bytes may link a record to them. */
function ownersIn(batches: readonly Batch[]): { sha256: string; person_id: string }[] {
  const pairs = batches.flatMap(({ author, entries }) =>
    entries.flatMap((entry) =>
      entry.parts.filter((part) => part.kind === 'photo').map((photo) => `${photo.sha256}/${author}`),
    ),
  )
  return [...new Set(pairs)].map((pair) => {
    const [sha256 = '', person_id = ''] = pair.split('/')
    return { sha256, person_id }
  })
}

/** The rows that an upload would have written, before the records that link to them. */
export async function savePhotoRows(
  tx: Tx,
  stock: PhotoStock,
  batches: readonly Batch[],
  nowIso: string,
): Promise<void> {
  const blobs = stock.all.map(({ sha256, bytes }) => ({
    sha256,
    size_bytes: bytes.length,
    readable: 1,
    stored_at: nowIso,
  }))
  await tx.insertInto('blob').values(blobs).execute()
  await tx.insertInto('blob_owner').values(ownersIn(batches)).execute()
}
