import * as v from 'valibot'
import type { PersonId, Sha256 } from '../../domain/ids.ts'
import { BaseMapArchive, type BaseMapResponse, type PublishBaseMapRequest } from '../../protocol/base-map.ts'
import type { AppDeps } from '../app-deps.ts'
import { actorOf, writeAudit } from '../audit/write-audit.ts'
import { inspectArchive, type InspectedArchive } from '../base-map/inspect-archive.ts'
import type { ByteRange, StoredBytes } from '../photos/part-store.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import type { Caller } from './sessions.ts'

/** Row of `meta` that says which archive is the bureau's map. */
const currentMap = 'base-map'

export async function loadArchive(db: Tx): Promise<BaseMapArchive | null> {
  const row = await db.selectFrom('meta').select('value').where('name', '=', currentMap).executeTakeFirst()
  return row ? v.parse(BaseMapArchive, JSON.parse(row.value)) : null
}

/** What devices are told of the map. A file that no backup has brought back is not named. */
export async function readBaseMap({ store, partStore, config }: AppDeps): Promise<BaseMapResponse> {
  const archive = await store.read(loadArchive)
  const isHere = archive !== null && (await partStore.has(archive.sha256))
  return { archive: isHere ? archive : null, online: config.onlineMap }
}

/** Bytes of the map that is now the bureau's; any other hash reads nothing. */
export async function openBaseMap(
  { store, partStore }: Pick<AppDeps, 'store' | 'partStore'>,
  sha256: Sha256,
  range?: ByteRange,
): Promise<StoredBytes> {
  const archive = await store.read(loadArchive)
  const stored = archive?.sha256 === sha256 ? await partStore.open(sha256, range) : null
  if (!stored) throw new Problem('request/not-found', 'There is no such map.')
  return stored
}

/** Names the archive; the row of its bytes is what makes backups take them along. */
export async function saveArchive(
  tx: Tx,
  { sizeBytes, tiles, pieces }: InspectedArchive,
  { sha256, name, nowMs }: { readonly sha256: Sha256; readonly name: string; readonly nowMs: number },
): Promise<BaseMapArchive> {
  const publishedAt = new Date(nowMs).toISOString()
  const archive = { sha256, sizeBytes, name, tiles, pieces: [...pieces], publishedAt }
  await tx
    .insertInto('blob')
    .values({ sha256, size_bytes: sizeBytes, readable: 0, stored_at: publishedAt })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .execute()
  await tx
    .insertInto('meta')
    .values({ name: currentMap, value: JSON.stringify(archive) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: JSON.stringify(archive) }))
    .execute()
  return archive
}

/** The row of the map before, unless a record names the same bytes. True where the bytes may go. */
async function letGo(tx: Tx, sha256: Sha256): Promise<boolean> {
  const named = await tx.selectFrom('part').select('part_id').where('sha256', '=', sha256).limit(1).executeTakeFirst()
  if (named) return false
  await tx.deleteFrom('blob_owner').where('sha256', '=', sha256).execute()
  await tx.deleteFrom('blob').where('sha256', '=', sha256).execute()
  return true
}

const hasPut = async (db: Tx, personId: PersonId, sha256: Sha256): Promise<boolean> =>
  (await db
    .selectFrom('blob_owner')
    .select('sha256')
    .where('person_id', '=', personId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()) !== undefined

/**
 * Makes a file that the caller has put the bureau's map, once it is known that phones can draw it.
 *
 * The bytes of the map before are erased after the commit; a phone in the middle of them asks again which map there is.
 */
export async function publishBaseMap(
  { store, partStore, clock }: Pick<AppDeps, 'store' | 'partStore' | 'clock'>,
  caller: Caller,
  { sha256, name }: PublishBaseMapRequest,
): Promise<BaseMapArchive> {
  if (!(await store.read((db) => hasPut(db, caller.personId, sha256))))
    throw new Problem('request/not-found', 'The caller has put no such file.')
  const inspected = await inspectArchive(partStore, sha256)
  const { archive, outdated } = await store.write(async (tx) => {
    const before = await loadArchive(tx)
    const saved = await saveArchive(tx, inspected, { sha256, name, nowMs: clock.now() })
    await writeAudit(tx, actorOf(caller), clock.now(), [{ act: 'map.published', target: sha256 }])
    const isOther = before !== null && before.sha256 !== sha256
    return { archive: saved, outdated: isOther && (await letGo(tx, before.sha256)) ? before.sha256 : null }
  })
  if (outdated) await partStore.remove(outdated)
  return archive
}
