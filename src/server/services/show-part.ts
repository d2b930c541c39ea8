import type { Readable } from 'node:stream'
import type { PartId, Sha256 } from '../../domain/ids.ts'
import { voiceBytesLimit, type PartRef, type VoiceMime } from '../../domain/journal/part-ref.ts'
import { may } from '../../domain/people/permissions.ts'
import type { PartSize } from '../../protocol/parts.ts'
import type { AppDeps } from '../app-deps.ts'
import { noteSight } from '../audit/note-sight.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import type { Caller } from './sessions.ts'

/** What goes out for a part: bytes, how long they are, and the type that is safe to say. */
export interface ShownPart {
  readonly body: Buffer | Readable
  readonly sizeBytes: number
  readonly mime: string
  /** For a download; null where it is shown in the page. */
  readonly fileName: string | null
}

interface PartRow {
  readonly sha256: string
  readonly state: string
  readonly ref: string
  readonly kind: string
}

/** Types whose name may be repeated to a browser; what a phone called its file is not otherwise trusted. */
const extensions: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/heic': 'heic',
}

/** Of voice notes, where the bytes begin as such a sound does. */
const soundExtensions: Readonly<Record<VoiceMime, string>> = {
  'audio/webm': 'webm',
  'audio/mp4': 'm4a',
  'audio/ogg': 'ogg',
}

const typeOf = (ref: PartRef, state: string): { readonly mime: string; readonly extension: string } => {
  if (ref.kind === 'position') return { mime: 'application/json', extension: 'json' }
  const isSound = ref.kind === 'voice' && state === 'stored'
  const extension = isSound ? soundExtensions[ref.mime] : extensions[ref.mime]
  return extension ? { mime: ref.mime, extension } : { mime: 'application/octet-stream', extension: 'bin' }
}

/** The part, if a feed of the caller shows the entry that names it; where a person stood is for those of its home. */
async function findVisiblePart(db: Tx, caller: Caller, partId: PartId): Promise<PartRow | undefined> {
  const scopes = caller.memberships.filter(({ role }) => may(role, 'seeRecordsOfScope')).map(({ scope }) => scope)
  if (scopes.length === 0) return undefined
  const rows = await db
    .selectFrom('part')
    .innerJoin('feed', 'feed.id', 'part.entry_id')
    .select(['part.sha256', 'part.state', 'part.ref', 'part.kind', 'part.author', 'part.scope as home', 'feed.scope'])
    .where('part.part_id', '=', partId)
    .where('feed.scope', 'in', scopes)
    .where('feed.type', '=', 'entry')
    .execute()
  const seesPosition = (scope: string): boolean =>
    caller.memberships.some((membership) => membership.scope === scope && may(membership.role, 'seePositions'))
  return rows.find((row) => row.kind !== 'position' || row.author === caller.personId || seesPosition(row.home))
}

const notHere = (): Problem => new Problem('request/not-found', 'There is no such part.')
const notArrived = (): Problem => new Problem('part/not-arrived', 'The record is here, its bytes are still on a phone.')

async function showOriginal(deps: AppDeps, partId: PartId, row: PartRow): Promise<ShownPart> {
  const ref = JSON.parse(row.ref) as PartRef
  const { mime, extension } = typeOf(ref, row.state)
  const fileName = `${partId}.${extension}`
  const small = await deps.store.read((db) =>
    db.selectFrom('small_bytes').select('base64').where('sha256', '=', row.sha256).executeTakeFirst(),
  )
  if (small) {
    const body = Buffer.from(small.base64, 'base64')
    return { body, sizeBytes: body.byteLength, mime, fileName }
  }
  const stored = await deps.partStore.open(row.sha256 as Sha256)
  if (!stored) throw notArrived()
  // What is longer than any note was never checked to be one, and is not taken into memory.
  if (ref.kind === 'voice' && stored.sizeBytes <= voiceBytesLimit) {
    // Whole, for Safari plays nothing that it cannot ask for in ranges.
    const body = Buffer.concat(await stored.stream.toArray())
    return { body, sizeBytes: body.byteLength, mime, fileName }
  }
  return { body: stored.stream, sizeBytes: stored.sizeBytes, mime, fileName }
}

/**
 * A part in one of its sizes, by its own id and never by hash.
 *
 * Rejects with `request/not-found` for what the caller may not see, exactly as for what does not exist.
 */
export async function showPart(deps: AppDeps, caller: Caller, partId: PartId, size: PartSize): Promise<ShownPart> {
  const row = await deps.store.read((db) => findVisiblePart(db, caller, partId))
  if (!row) throw notHere()
  if (row.state === 'erased') throw new Problem('part/erased', 'The bytes were erased.')
  if (row.state === 'expected') throw notArrived()
  if (size === 'original') {
    const shown = await showOriginal(deps, partId, row)
    await noteSight(deps, caller, { act: row.kind === 'position' ? 'position.seen' : 'original.seen', target: partId })
    return shown
  }
  const picture = await deps.pictures.derive(row.sha256 as Sha256, size)
  if (!picture) throw notHere()
  return { body: picture, sizeBytes: picture.byteLength, mime: 'image/jpeg', fileName: null }
}
