import type { PartId } from '../../domain/ids.ts'
import { wireLimits } from '../../protocol/limits.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { isCovered } from '../database/durability.ts'
import { loadFact, saveFact } from '../database/facts.ts'
import type { PartRow } from '../database/rows.ts'
import { withDb } from '../database/with-db.ts'
import { askMissing, type Need } from './ask-missing.ts'
import { queuedAgain } from './offer-parts.ts'
import type { SyncParts } from './sync-parts.ts'

/** `covered`: only those that the last backup should have and of which nothing was asked since it was made. */
export type AskedParts = 'all' | 'covered'

interface Question {
  readonly rows: readonly PartRow[]
  readonly epoch: string | undefined
  readonly coversUntilMs: number | null
}

async function hasNewBackup(db: XunhuDatabase, coversUntilMs: number | null): Promise<boolean> {
  return coversUntilMs !== null && coversUntilMs !== (await loadFact(db, 'partsAskedFor'))
}

/** Stored parts whose bytes are here and of which no backup is known for sure. Asks for keys only where bytes lie. */
async function collect(db: XunhuDatabase, asked: AskedParts): Promise<Question> {
  const coversUntilMs = (await loadFact(db, 'backup'))?.coversUntilMs ?? null
  const epoch = await loadFact(db, 'epoch')
  if (asked === 'covered' && !(await hasNewBackup(db, coversUntilMs))) return { rows: [], epoch, coversUntilMs }
  const stored = await db.parts
    .where('sendState')
    .equals('stored')
    .filter((part) => part.isInBackup !== true && (asked === 'all' || isCovered(part, coversUntilMs)))
    .toArray()
  const ids = stored.map((part) => part.partId)
  const held = new Set(await db.partBytes.where('partId').anyOf(ids).primaryKeys())
  return { rows: stored.filter((part) => held.has(part.partId)), epoch, coversUntilMs }
}

async function ask({ http }: SyncParts, rows: readonly PartRow[]): Promise<ReadonlyMap<PartId, Need>> {
  const needs = new Map<PartId, Need>()
  for (let from = 0; from < rows.length; from += wireLimits.partsPerHave) {
    const group = rows.slice(from, from + wireLimits.partsPerHave).map((row) => row.ref)
    for (const [partId, need] of await askMissing(http, group)) needs.set(partId, need)
  }
  return needs
}

/** What the answer makes of a part; null where it changes nothing. */
function changedBy(row: PartRow, need: Need | undefined, coversUntilMs: number | null): PartRow | null {
  if (need === undefined || row.sendState !== 'stored') return null
  if (need !== 'stored') return queuedAgain(row)
  return isCovered(row, coversUntilMs) ? { ...row, isInBackup: true } : null
}

/** Returns how many are to be sent again. An answer of a timeline that has ended meanwhile says nothing. */
async function apply(
  db: XunhuDatabase,
  needs: ReadonlyMap<PartId, Need>,
  { epoch, coversUntilMs }: Question,
): Promise<number> {
  return db.transaction('rw', db.parts, db.facts, async () => {
    if ((await loadFact(db, 'epoch')) !== epoch) return 0
    const rows = await db.parts.bulkGet([...needs.keys()])
    const changed = rows.flatMap((row) => (row && changedBy(row, needs.get(row.partId), coversUntilMs)) ?? [])
    await db.parts.bulkPut(changed)
    if (coversUntilMs !== null) await saveFact(db, 'partsAskedFor', coversUntilMs)
    return changed.filter((row) => row.sendState === 'queued').length
  })
}

/**
 * Asks whether the server still holds what it called stored; returns how many parts are to be sent again.
 *
 * A machine that was set back may have lost bytes and nothing else, and no revision tells of it. A part that a backup should
 * have is asked about once more after that backup: what the server holds then was on its disk when the backup was made.
 * Rejects as the HTTP client does.
 */
export async function proveParts(parts: SyncParts, asked: AskedParts): Promise<number> {
  const { db, sleep } = parts
  const question = await withDb(db, sleep, () => collect(db, asked))
  const needs = await ask(parts, question.rows)
  if (question.rows.length === 0 && asked === 'all') return 0
  return withDb(db, sleep, () => apply(db, needs, question))
}
