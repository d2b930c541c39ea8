import type { PartId } from '../../domain/ids.ts'
import type { RetentionDays } from '../../domain/journal/retention.ts'
import type { Tx } from '../store/store.ts'
import { systemActor, writeAudit } from '../audit/write-audit.ts'
import { forgetComplainants } from './complainants.ts'
import { eraseParts, type Eraser } from './erase-parts.ts'
import { eraseUnnamed } from './erase-unnamed.ts'
import { finishErasures } from './finish-erasures.ts'
import { forgetUnsaid } from './forget-unsaid.ts'

const dayMs = 24 * 60 * 60 * 1000
/** Found and erased at a time, so that the first day of a new period is no long night. */
const partsPerStep = 500

/** Parts here whose record was received before the period that holds for it; by the server's clock, never by a phone's. */
async function findOverdue(db: Tx, days: RetentionDays, nowMs: number): Promise<readonly PartId[]> {
  const before = (period: number): string => new Date(nowMs - period * dayMs).toISOString()
  const rows = await db
    .selectFrom('part')
    .innerJoin('entry', 'entry.id', 'part.entry_id')
    .leftJoin('case_row', 'case_row.case_id', 'part.subject')
    .select('part.part_id')
    .where('part.state', 'in', ['stored', 'unreadable'])
    .where((where) =>
      where.or([
        where.and([
          where('part.kind', '=', 'position'),
          where('entry.kind', '=', 'duty.confirmed'),
          where('entry.received_at', '<', before(days.presence)),
        ]),
        where.and([where('part.kind', '=', 'position'), where('entry.received_at', '<', before(days.position))]),
        where.and([
          where('part.kind', 'in', ['photo', 'voice']),
          where('entry.received_at', '<', before(days.photo)),
          where.or([where('part.subject', 'like', 'shift-%'), where('case_row.state', '=', 'withdrawn')]),
        ]),
      ]),
    )
    .limit(partsPerStep)
    .execute()
  return rows.map((row) => row.part_id as PartId)
}

/** Nothing of them is on any phone: one transaction here forgets them. */
async function forgetOverdue({ store, clock }: Eraser, days: RetentionDays): Promise<void> {
  const nowMs = clock.now()
  await store.write(async (tx) => {
    const people = await forgetComplainants(tx, new Date(nowMs - days.complainant * dayMs).toISOString())
    if (people > 0)
      await writeAudit(tx, systemActor, nowMs, [
        { act: 'complainants.forgotten', target: 'retention', details: { people } },
      ])
  })
}

/** Erases everything whose time is over, and finishes what a crash left; returns how many parts. */
export async function applyRetention(eraser: Eraser, days: RetentionDays): Promise<number> {
  await forgetUnsaid(eraser.store, eraser.clock.now())
  await finishErasures(eraser)
  await forgetOverdue(eraser, days)
  let erased = await eraseUnnamed(eraser)
  for (;;) {
    const overdue = await eraser.store.query((db) => findOverdue(db, days, eraser.clock.now()))
    if (overdue.length === 0) return erased
    await eraseParts(eraser, overdue, 'retention')
    erased += overdue.length
  }
}
