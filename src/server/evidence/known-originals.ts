import type { ScopeId, Sha256 } from '../../domain/ids.ts'
import type { PhotoRef } from '../../domain/journal/part-ref.ts'
import type { KnownOriginal } from '../../protocol/evidence.ts'
import type { Tx } from '../store/store.ts'
import { loadPeople } from '../services/load-people.ts'
import { namesOfSubjects } from './names-of-subjects.ts'

/** Which photos are meant: those of these bytes, or one by its id. */
export type PhotosAsked = { readonly sha256: Sha256 } | { readonly partIds: readonly string[] }

/** The same picture in more records than this tells nobody more. */
const mostShown = 20

const photosOf = (db: Tx, asked: PhotosAsked) => {
  const photos = db.selectFrom('part').where('part.kind', '=', 'photo')
  return 'sha256' in asked
    ? photos.where('part.sha256', '=', asked.sha256)
    : photos.where('part.part_id', 'in', asked.partIds)
}

/** How many of them there are, whoever may see them. Positions are never asked after: a place is not a picture. */
export async function countOriginals(db: Tx, asked: PhotosAsked): Promise<number> {
  const { count } = await photosOf(db, asked)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

const visibleRows = (db: Tx, asked: PhotosAsked, scopes: readonly ScopeId[]) =>
  photosOf(db, asked)
    .innerJoin('entry', 'entry.id', 'part.entry_id')
    .leftJoin('erasure', 'erasure.part_id', 'part.part_id')
    .select(['part.part_id', 'part.entry_id', 'part.subject', 'part.scope', 'part.author', 'part.ref', 'part.state'])
    .select(['entry.kind', 'entry.received_at', 'erasure.erased_at', 'erasure.reason'])
    .where((where) =>
      where.exists(
        where
          .selectFrom('feed')
          .select('feed.id')
          .whereRef('feed.id', '=', 'part.entry_id')
          .where('feed.scope', 'in', scopes)
          .where('feed.type', '=', 'entry'),
      ),
    )
    .orderBy('entry.received_at')
    .orderBy('part.part_id')
    .limit(mostShown)
    .execute()

/** Those of them whose record a feed of these scopes shows, the first received first; erased ones too. */
export async function seenOriginals(
  db: Tx,
  asked: PhotosAsked,
  scopes: readonly ScopeId[],
): Promise<readonly KnownOriginal[]> {
  const rows = await visibleRows(db, asked, scopes)
  const people = await loadPeople(
    db,
    rows.map((row) => row.author),
  )
  const names = await namesOfSubjects(
    db,
    rows.map((row) => row.subject),
  )
  return rows.map((row) => {
    const { role, source, takenAt, fileTimeAt } = JSON.parse(row.ref) as PhotoRef
    const isErased = row.state === 'erased'
    return {
      partId: row.part_id,
      entryId: row.entry_id,
      kind: row.kind,
      subject: row.subject,
      scope: row.scope,
      ...(names.get(row.subject) ?? { title: '', placeText: '' }),
      role,
      source,
      takenAt,
      ...(fileTimeAt === undefined ? {} : { fileTimeAt }),
      authorId: row.author,
      authorName: people.get(row.author)?.name ?? row.author,
      receivedAt: row.received_at,
      state: row.state,
      erasedAt: isErased ? row.erased_at : null,
      erasedFor: isErased ? row.reason : null,
    } as KnownOriginal
  })
}
