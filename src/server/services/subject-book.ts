import type { ScopeId, SubjectId } from '../../domain/ids.ts'
import type { Tx } from '../store/store.ts'

/** Older records than this stay on the server, unless their case is still open. */
export const historyMs = 30 * 24 * 60 * 60 * 1000

interface Line {
  readonly scope: ScopeId
  readonly newestAt: string
  readonly wokenAt: string | null
  readonly isChanged: boolean
}

/** What one transaction knows and learns of subjects: read once each, written once each. */
export interface SubjectBook {
  /** Fixed by the first accepted entry; null where there is none. */
  homeOf(subject: SubjectId): Promise<ScopeId | null>
  /** An entry about it was accepted. */
  note(subject: SubjectId, home: ScopeId, receivedAt: string): Promise<void>
  finish(): Promise<void>
}

/** The moment stands where this entry woke a subject that devices may have been spared. */
const wokenAt = (known: Line, receivedAt: string): string | null =>
  Date.parse(receivedAt) - Date.parse(known.newestAt) > historyMs ? receivedAt : known.wokenAt

export function createSubjectBook(tx: Tx): SubjectBook {
  const lines = new Map<SubjectId, Line | null>()

  async function read(subject: SubjectId): Promise<Line | null> {
    const known = lines.get(subject)
    if (known !== undefined) return known
    const row = await tx.selectFrom('subject').selectAll().where('id', '=', subject).executeTakeFirst()
    const line = row
      ? { scope: row.scope as ScopeId, newestAt: row.newest_at, wokenAt: row.woken_at, isChanged: false }
      : null
    lines.set(subject, line)
    return line
  }

  async function write(subject: SubjectId, { scope, newestAt, wokenAt: woken }: Line): Promise<void> {
    const row = { scope, newest_at: newestAt, woken_at: woken }
    await tx
      .insertInto('subject')
      .values({ id: subject, ...row })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute()
  }

  return {
    homeOf: async (subject) => (await read(subject))?.scope ?? null,
    note: async (subject, home, receivedAt) => {
      const known = await read(subject)
      lines.set(subject, {
        scope: known?.scope ?? home,
        newestAt: receivedAt,
        wokenAt: known ? wokenAt(known, receivedAt) : null,
        isChanged: true,
      })
    },
    finish: async () => {
      for (const [subject, line] of lines) if (line?.isChanged) await write(subject, line)
    },
  }
}
