import type { PersonId, ScopeId, Sha256 } from '../../domain/ids.ts'
import type { CopyMark, KnownCopy, VerifyPictureResponse } from '../../protocol/evidence.ts'
import { noteSight, type SightDeps } from '../audit/note-sight.ts'
import { loadPeople } from '../services/load-people.ts'
import { scopesFor } from '../services/member-scopes.ts'
import type { Caller } from '../services/sessions.ts'
import type { Tx } from '../store/store.ts'
import { countOriginals, seenOriginals } from './known-originals.ts'

type Verdict = VerifyPictureResponse

async function asOriginal(db: Tx, sha256: Sha256, scopes: readonly ScopeId[]): Promise<Verdict | null> {
  const count = await countOriginals(db, { sha256 })
  if (count === 0) return null
  const originals = await seenOriginals(db, { sha256 }, scopes)
  return { is: 'original', originals: [...originals], others: count > originals.length }
}

async function asCopy(db: Tx, sha256: Sha256, scopes: readonly ScopeId[]): Promise<Verdict | null> {
  const rows = await db.selectFrom('picture_copy').selectAll().where('sha256', '=', sha256).orderBy('made_at').execute()
  if (rows.length === 0) return null
  const partIds = rows.map((row) => row.part_id)
  const originals = await seenOriginals(db, { partIds }, scopes)
  const people = await loadPeople(
    db,
    rows.map((row) => row.made_by),
  )
  const copies = rows.flatMap((row): KnownCopy[] => {
    const original = originals.find(({ partId }) => partId === row.part_id)
    if (!original) return []
    return [
      {
        original,
        madeAt: row.made_at,
        madeBy: row.made_by as PersonId,
        madeByName: people.get(row.made_by)?.name ?? row.made_by,
        marks: row.marks.split(' ').filter(Boolean) as CopyMark[],
        mosaics: Number(row.mosaics),
      },
    ]
  })
  return { is: 'copy', copies, others: rows.length > copies.length }
}

/**
 * Says whether bytes with this hash are a photo of ours, a copy that left the office, or neither.
 *
 * Whoever asks holds the picture already, so that it is ours is said to every role that may ask; whose and of what only where a feed of
 * the caller shows the record.
 */
export async function verifyPicture(deps: SightDeps, caller: Caller, sha256: Sha256): Promise<VerifyPictureResponse> {
  const scopes = scopesFor(caller, 'seeLedger')
  const verdict = await deps.store.query(
    async (db): Promise<Verdict> =>
      (await asOriginal(db, sha256, scopes)) ?? (await asCopy(db, sha256, scopes)) ?? { is: 'unknown' },
  )
  await noteSight(deps, caller, { act: 'picture.verified', target: sha256, details: { is: verdict.is } })
  return verdict
}
