import type { ScopeId, SubjectId } from '../../domain/ids.ts'
import { asBrought, inStatements } from '../store/statement-rows.ts'
import type { Tx } from '../store/store.ts'

/** Older records than this stay on the server, unless their case is still open. */
export const historyMs = 30 * 24 * 60 * 60 * 1000

interface Line {
  readonly scope: ScopeId
  readonly newestAt: string
  readonly wokenAt: string | null
  readonly isChanged: boolean
}

/** What one transaction knows and learns of subjects: read together, written together. */
export interface SubjectBook {
  /** Fixed by the first accepted entry; null where there is none. */
  homeOf(subject: SubjectId): ScopeId | null
  /** An entry about it was accepted. */
  note(subject: SubjectId, home: ScopeId, receivedAt: string): void
  write(): Promise<void>
}

/** The moment stands where this entry woke a subject that devices may have been spared. */
const wokenAt = (known: Line, receivedAt: string): string | null =>
  Date.parse(receivedAt) - Date.parse(known.newestAt) > historyMs ? receivedAt : known.wokenAt

async function loadLines(tx: Tx, subjects: readonly SubjectId[]): Promise<Map<SubjectId, Line>> {
  const lines = new Map<SubjectId, Line>()
  for (const some of inStatements(subjects)) {
    const rows = await tx.selectFrom('subject').selectAll().where('id', 'in', some).execute()
    for (const row of rows)
      lines.set(row.id as SubjectId, {
        scope: row.scope as ScopeId,
        newestAt: row.newest_at,
        wokenAt: row.woken_at,
        isChanged: false,
      })
  }
  return lines
}

/** Knows these subjects and no others. */
export async function openSubjectBook(tx: Tx, subjects: readonly SubjectId[]): Promise<SubjectBook> {
  const lines = await loadLines(tx, subjects)

  return {
    homeOf: (subject) => lines.get(subject)?.scope ?? null,
    note: (subject, home, receivedAt) => {
      const known = lines.get(subject)
      lines.set(subject, {
        scope: known?.scope ?? home,
        // What a device witnesses was received long before.
        newestAt: known && known.newestAt > receivedAt ? known.newestAt : receivedAt,
        wokenAt: known ? wokenAt(known, receivedAt) : null,
        isChanged: true,
      })
    },
    write: async () => {
      const rows = [...lines]
        .filter(([, { isChanged }]) => isChanged)
        .map(([id, { scope, newestAt, wokenAt: woken }]) => ({ id, scope, newest_at: newestAt, woken_at: woken }))
      for (const some of inStatements(rows))
        await tx
          .insertInto('subject')
          .values(some)
          .onConflict((conflict) => conflict.column('id').doUpdateSet(asBrought(['scope', 'newest_at', 'woken_at'])))
          .execute()
    },
  }
}
