import type { PersonId, ScopeId, SubjectId } from '../../domain/ids.ts'
import { addDays, localTimeToMs } from '../../domain/duty/local-day.ts'
import type { DutyArrived, DutyBackfilled } from '../../domain/duty/duty-entries.ts'
import type { Shift } from '../../domain/duty/shift.ts'
import { effectiveEntries } from '../../domain/journal/effective-entries.ts'
import type { EntryEnvelope } from '../../domain/journal/entry.ts'
import { readEntries } from '../../domain/journal/read-entry.ts'
import type { DutyBoardResponse } from '../../protocol/office.ts'
import type { Tx } from '../store/store.ts'
import { stampedColumns, toStamped } from './stamped-rows.ts'

type Stamped = ReturnType<typeof toStamped>
export type BoardShift = DutyBoardResponse['shifts'][number]

/** What opens presence at a shift; each carries the shift as it was known at capture. */
const openingKinds = ['duty.arrived', 'duty.backfilled'] as const
/** 补录 may come two days later, and a phone's clock may be a day off before it has met the server's. */
const searchDaysAfter = 3
const searchDaysBefore = 1

const grantedShifts = (db: Tx, scopes: readonly ScopeId[]) =>
  db
    .selectFrom('subject_grant')
    .select('subject')
    .where('subject_grant.scope', 'in', scopes)
    .where('ended', '=', 0)
    .where('subject', 'like', 'shift-%')

/**
 * Arrivals and backfills at shifts of the date, whether or not the roster holds the shift (any more).
 *
 * Of home and of what was granted in two queries: an `or` between them would leave the index by time.
 */
async function loadOpenings(
  db: Tx,
  scopes: readonly ScopeId[],
  date: string,
  timeZone: string,
): Promise<readonly Stamped[]> {
  const ofDay = openingsAround(db, date, timeZone)
  const rows = [
    ...(await ofDay.where('entry.scope', 'in', scopes).execute()),
    ...(await ofDay
      .where('entry.scope', 'not in', scopes)
      .where('entry.primary_subject', 'in', grantedShifts(db, scopes))
      .execute()),
  ]
  return rows.map(toStamped).filter(({ entry }) => openedShift(entry).date === date)
}

const openingsAround = (db: Tx, date: string, timeZone: string) =>
  db
    .selectFrom('entry')
    .select(stampedColumns)
    .where('entry.kind', 'in', openingKinds)
    .where('entry.corrected_at_ms', '>=', localTimeToMs(addDays(date, -searchDaysBefore), '00:00', timeZone))
    .where('entry.corrected_at_ms', '<', localTimeToMs(addDays(date, searchDaysAfter), '00:00', timeZone))
    .where('entry.status', '=', 'accepted')
    .orderBy('entry.corrected_at_ms')
    .orderBy('entry.id')

const openedShift = (entry: EntryEnvelope): DutyArrived['shift'] => (entry.data as DutyArrived | DutyBackfilled).shift
const openedBy = (entry: EntryEnvelope): PersonId =>
  entry.kind === 'duty.backfilled' ? (entry.data as DutyBackfilled).personId : entry.author

/** Shifts that people stood and no roster holds: 顶岗, 巡查, and those that were taken off the roster afterwards. */
function unrosteredShifts(openings: readonly Stamped[], rostered: ReadonlySet<string>): readonly Shift[] {
  const byId = new Map<SubjectId, Shift>()
  for (const { entry } of openings) {
    const id = entry.subjects[0]
    if (id === undefined || rostered.has(id)) continue
    const known = byId.get(id)
    const assignees = [...new Set([...(known?.assignees ?? []), openedBy(entry)])]
    byId.set(id, { ...(known ?? { ...openedShift(entry), id, scope: entry.scope, drill: false }), assignees })
  }
  return [...byId.values()]
}

/** Records of duty about these shifts in feed order, withdrawals among them, as far as the caller's feeds show them. */
async function loadDutyEntries(
  db: Tx,
  shiftIds: readonly SubjectId[],
  scopes: readonly ScopeId[],
): Promise<ReadonlyMap<string, Stamped[]>> {
  const byShift = new Map<string, Stamped[]>()
  if (shiftIds.length === 0) return byShift
  const rows = await db
    .selectFrom('entry_subject')
    .innerJoin('entry', 'entry.id', 'entry_subject.entry_id')
    .innerJoin('feed', 'feed.id', 'entry.id')
    .select([...stampedColumns, 'entry_subject.subject'])
    .distinct()
    .where('entry_subject.subject', 'in', shiftIds)
    .where('feed.scope', 'in', scopes)
    .where('feed.type', '=', 'entry')
    .where('entry.status', '=', 'accepted')
    .where((where) => where.or([where('entry.kind', 'like', 'duty.%'), where('entry.kind', '=', 'record.withdrawn')]))
    .orderBy('entry.rev')
    .orderBy('entry.id')
    .execute()
  for (const row of rows) byShift.set(row.subject, [...(byShift.get(row.subject) ?? []), toStamped(row)])
  return byShift
}

async function rosteredShifts(db: Tx, scopes: readonly ScopeId[], date: string): Promise<readonly Shift[]> {
  const rows = await db
    .selectFrom('assignment')
    .select('data')
    .where('collection', '=', 'shifts')
    .where('sort_key', '=', date)
    .where('scope', 'in', scopes)
    .where('deleted', '=', 0)
    .execute()
  return rows.map((row) => JSON.parse(row.data) as Shift)
}

const isOpening = (kind: string): boolean => (openingKinds as readonly string[]).includes(kind)

/** Whether somebody still says they stood there: an arrival that was taken back leaves no shift behind. */
const wasStood = (entries: readonly Stamped[]): boolean =>
  effectiveEntries(readEntries(entries)).entries.some(({ entry }) => isOpening(entry.kind))

const byStart = (left: BoardShift, right: BoardShift): number =>
  Date.parse(left.shift.startsAt) - Date.parse(right.shift.startsAt) || (left.shift.id < right.shift.id ? -1 : 1)

export interface DutyDay {
  readonly shifts: BoardShift[]
  /** Who says they stood somewhere that day. */
  readonly openers: readonly PersonId[]
}

/** The shifts of one local date in these scopes, rostered or stood, with all records about them, by their start. */
export async function loadDutyDay(
  db: Tx,
  { scopes, date, timeZone }: { readonly scopes: readonly ScopeId[]; readonly date: string; readonly timeZone: string },
): Promise<DutyDay> {
  const rostered = await rosteredShifts(db, scopes, date)
  const openings = await loadOpenings(db, scopes, date, timeZone)
  const unrostered = unrosteredShifts(openings, new Set(rostered.map((shift) => shift.id)))
  const ids = [...rostered, ...unrostered].map((shift) => shift.id)
  const entries = await loadDutyEntries(db, ids, scopes)
  const boardShift = (shift: Shift): BoardShift => ({ shift, entries: entries.get(shift.id) ?? [] })
  const stood = unrostered.map(boardShift).filter((shift) => wasStood(shift.entries))
  return {
    shifts: [...rostered.map(boardShift), ...stood].sort(byStart),
    openers: openings.map(({ entry }) => openedBy(entry)),
  }
}
