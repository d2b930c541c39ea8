import type { PersonId } from '../ids.ts'
import { correctedAtMs, type JournalEntry, type StampedEntry } from '../journal/entry.ts'
import { devicesWithMovedClock } from '../journal/moved-clocks.ts'
import type { Presence } from './shift-state.ts'

type ArrivedEntry = JournalEntry<'duty.arrived'>
type BackfilledEntry = JournalEntry<'duty.backfilled'>

const arrival = (entry: ArrivedEntry, clockUnverified: boolean): Presence => ({
  personId: entry.author,
  basis: entry.data.basis,
  arrivedAtMs: correctedAtMs(entry),
  placement: entry.data.placement,
  timeliness: entry.data.timeliness,
  equipment: entry.data.equipment,
  reason: entry.data.reason ?? null,
  leftAtMs: null,
  leftMode: null,
  handedTo: null,
  report: null,
  away: [],
  confirmedAtMs: [],
  clockUnverified,
})

/** 补录: the captain's word for a phone that could not speak; where the person stood is not known. */
const backfill = ({ data }: BackfilledEntry): Presence => ({
  personId: data.personId,
  basis: 'backfilled',
  arrivedAtMs: Date.parse(data.arrivedAt),
  placement: { placed: 'notApplicable', distanceM: null, accuracyM: null },
  timeliness: 'notApplicable',
  equipment: [],
  reason: data.reason,
  leftAtMs: data.leftAt === null ? null : Date.parse(data.leftAt),
  leftMode: data.leftAt === null ? null : 'ended',
  handedTo: null,
  report: null,
  away: [],
  confirmedAtMs: [],
  clockUnverified: false,
})

const endAway = (away: Presence['away'], atMs: number): Presence['away'] =>
  away.map((span) => (span.toMs === null ? { ...span, toMs: atMs } : span))

const leave = (presence: Presence, { data }: JournalEntry<'duty.left'>, atMs: number): Presence => ({
  ...presence,
  away: endAway(presence.away, atMs),
  leftAtMs: atMs,
  leftMode: data.mode,
  handedTo: data.handedTo ?? null,
  report: data.report,
})

/** What an entry does to the open presence of its author; most kinds do nothing to it. */
function applyToPresence(presence: Presence, entry: JournalEntry): Presence {
  const atMs = correctedAtMs(entry)
  if (entry.kind === 'duty.left') return leave(presence, entry, atMs)
  if (entry.kind === 'duty.confirmed') return { ...presence, confirmedAtMs: [...presence.confirmedAtMs, atMs] }
  if (entry.kind === 'duty.returned') return { ...presence, away: endAway(presence.away, atMs) }
  if (entry.kind !== 'duty.steppedAway') return presence
  return {
    ...presence,
    away: [...endAway(presence.away, atMs), { fromMs: atMs, toMs: null, reason: entry.data.reason }],
  }
}

/** An arrival while on post: nothing new, but the person says that they are there. */
const confirm = (open: Presence, atMs: number): Presence => ({
  ...open,
  away: endAway(open.away, atMs),
  confirmedAtMs: [...open.confirmedAtMs, atMs],
})

/** Two of one person at one moment keep their captured order: the sort is stable. */
const byArrival = (left: Presence, right: Presence): number => {
  if (left.arrivedAtMs !== right.arrivedAtMs) return left.arrivedAtMs - right.arrivedAtMs
  if (left.personId === right.personId) return 0
  return left.personId < right.personId ? -1 : 1
}

/** Who stood there and when, by arrival; from entries in captured order. */
export function foldPresences(entries: readonly StampedEntry[]): readonly Presence[] {
  const moved = devicesWithMovedClock(entries)
  const presences: Presence[] = []
  const openIndex = (personId: PersonId): number =>
    presences.findIndex(
      (presence) => presence.personId === personId && presence.leftAtMs === null && presence.basis !== 'backfilled',
    )

  for (const { entry } of entries) {
    if (entry.kind === 'duty.backfilled') {
      presences.push(backfill(entry))
      continue
    }
    const index = openIndex(entry.author)
    const open = presences[index]
    if (entry.kind !== 'duty.arrived') {
      if (open) presences[index] = applyToPresence(open, entry)
    } else if (open) presences[index] = confirm(open, correctedAtMs(entry))
    else presences.push(arrival(entry, entry.clock.offsetMs === null || moved.has(entry.device)))
  }
  return presences.sort(byArrival)
}
