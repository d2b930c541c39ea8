import { caseFoldVersion, type CaseState } from '../../domain/casework/case-state.ts'
import { turnSinceMs } from '../../domain/casework/turn-limit.ts'
import { isRepeated } from '../../domain/complaint/fold-complaints.ts'
import { deskPlaceOf, isAtWork } from '../../domain/casework/desk-queue.ts'
import { foldCase } from '../../domain/casework/fold-case.ts'
import type { SubjectId } from '../../domain/ids.ts'
import type { JournalEntry, StampedEntry } from '../../domain/journal/entry.ts'
import { asBrought, inStatements } from '../store/statement-rows.ts'
import type { Tx } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { entriesAbout } from './entries-about.ts'

/** ` p-1 p-2 `: each between blanks, so that one is found and never a part of another. */
const handlersText = (handlers: readonly string[]): string => (handlers.length === 0 ? '' : ` ${handlers.join(' ')} `)

/** The columns that the inbox is read by. */
function deskColumns(value: CaseState) {
  const { life, report } = value
  const { queue, decider, isTimed, actByMs, order } = deskPlaceOf(value)
  const turnSince = turnSinceMs(life)
  return {
    unit: life.handler?.unit ?? null,
    handler_id: life.handler?.person ?? null,
    is_open: isAtWork(queue) ? 1 : 0,
    queue: queue ?? '',
    decider: decider ?? '',
    is_timed: isTimed ? 1 : 0,
    act_by_ms: Math.round(actByMs),
    desk_order: Math.round(order),
    handlers: handlersText(life.handlers),
    supervised: isAtWork(queue) && (life.supervised || isRepeated(value.complaints)) ? 1 : 0,
    lat: report.place.fix?.lat ?? null,
    lng: report.place.fix?.lng ?? null,
    outside: life.outside?.sheet.unitName ?? null,
    turn_since_ms: turnSince === null ? null : Math.round(turnSince),
  }
}

function toRow(value: CaseState, receivedAt: string) {
  return {
    case_id: value.caseId,
    scope: value.scope,
    state: value.state,
    category: value.report.category,
    category_label: value.report.categoryLabel,
    severity: value.report.severity,
    place_text: value.report.place.text,
    school_id: value.report.place.schoolId ?? null,
    reporter_id: value.reporter,
    reported_at_ms: Math.round(value.reportedAtMs),
    received_at: receivedAt,
    due_at_ms: value.life.clock.dueAtMs,
    ...deskColumns(value),
    note: value.notes.map((note) => note.note).join('；'),
    fold_version: caseFoldVersion,
  }
}

/** The line of the ledger as these entries make it; none where nobody reported the case. */
function foldRow(caseId: SubjectId, entries: readonly StampedEntry[]): ReturnType<typeof toRow> | null {
  const value = foldCase(caseId, entries)
  if (!value) return null
  return toRow(value, entries.find((item) => item.entry.id === value.reportedBy)?.stamp?.receivedAt ?? '')
}

const foldedColumns = [
  'scope',
  'state',
  'category',
  'category_label',
  'severity',
  'place_text',
  'school_id',
  'reporter_id',
  'reported_at_ms',
  'received_at',
  'due_at_ms',
  'note',
  'unit',
  'handler_id',
  'is_open',
  'queue',
  'decider',
  'is_timed',
  'act_by_ms',
  'desk_order',
  'handlers',
  'supervised',
  'lat',
  'lng',
  'outside',
  'turn_since_ms',
  'fold_version',
] as const satisfies readonly (keyof Tables['case_row'])[]

/** The lines of these cases as their records make them now; none for what nobody reported. */
export async function foldedCaseRows(db: Tx, caseIds: readonly SubjectId[]): Promise<ReturnType<typeof toRow>[]> {
  const rows: ReturnType<typeof toRow>[] = []
  for (const some of inStatements(caseIds)) {
    const entries = await entriesAbout(db, some)
    rows.push(...some.flatMap((caseId) => foldRow(caseId, entries.get(caseId) ?? []) ?? []))
  }
  return rows
}

/** Folds these cases again and writes their lines of the ledger. */
export async function foldCaseRows(tx: Tx, caseIds: readonly SubjectId[]): Promise<void> {
  for (const some of inStatements(caseIds)) {
    for (const written of inStatements(await foldedCaseRows(tx, some)))
      await tx
        .insertInto('case_row')
        .values(written)
        .onConflict((conflict) => conflict.column('case_id').doUpdateSet(asBrought(foldedColumns)))
        .execute()
  }
}

/** Each case that these entries touch, once, in the same transaction as the entries. */
export async function refreshCaseRows(tx: Tx, accepted: readonly JournalEntry[]): Promise<void> {
  const touched = new Set(accepted.flatMap((entry) => entry.subjects.filter((subject) => subject.startsWith('case-'))))
  await foldCaseRows(tx, [...touched])
}
