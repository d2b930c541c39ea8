import type { PersonId } from '../ids.ts'
import { correctedAtMs, type JournalEntry, type StampedEntry } from '../journal/entry.ts'
import type { Presence } from './shift-state.ts'

type ArrivedEntry = JournalEntry<'duty.arrived'>
type BackfilledEntry = JournalEntry<'duty.backfilled'>

/** A clock that never met the server's, or was more than 2 min off it, proves nothing about when. */
const unverifiedOffsetMs = 2 * 60 * 1000
const isClockUnverified = ({ clock }: JournalEntry): boolean =>
  clock.offsetMs === null || Math.abs(clock.offsetMs) > unverifiedOffsetMs

const arrival = (entry: ArrivedEntry): Presence => ({
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
  clockUnverified: isClockUnverified(entry),
})

const backfill = (entry: BackfilledEntry): Presence => ({
  ...arrival({ ...entry, kind: 'duty.arrived', data: { basis: 'rostered', shift: entry.data.shift, placement: unplaced, timeliness: 'notApplicable', equipment: [], reason: entry.data.reason } }),
  personId: entry.data.personId,
  basis: 'backfilled',
  arrivedAtMs: Date.parse(entry.data.arrivedAt),
  leftAtMs: entry.data.leftAt === null ? null : Date.parse(entry.data.leftAt),
  leftMode: entry.data.leftAt === null ? null : 'ended',
  clockUnverified: false,
})
const unplaced = { placed: 'notApplicable', distanceM: null, accuracyM: null } as const

const endAway = (away: Presence['away'], atMs: number): Presence['away'] =>
  away.map((span) => (span.toMs === null ? { ...span, toMs: atMs } : span))

/** What an entry does to the open presence of its author; entries without one change nothing. */
function applyToPresence(presence: Presence, entry: JournalEntry): Presence {
  const atMs = correctedAtMs(entry)
  switch (entry.kind) {
    case 'duty.confirmed':
      return { ...presence, confirmedAtMs: [...presence.confirmedAtMs, atMs] }
    case 'duty.steppedAway':
      return { ...presence, away: [...endAway(presence.away, atMs), { fromMs: atMs, toMs: null, reason: entry.data.reason }] }
    case 'duty.returned':
      return { ...presence, away: endAway(presence.away, atMs) }
    case 'duty.left':
      return {
        ...presence,
        away: endAway(presence.away, atMs),
        leftAtMs: atMs,
        leftMode: entry.data.mode,
        handedTo: entry.data.handedTo ?? null,
        report: entry.data.report,
      }
    default:
      return presence
  }
}

/** Who stood there and when, from entries in captured order. An arrival while on post is kept as a confirmation. */
export function foldPresences(entries: readonly StampedEntry[]): readonly Presence[] {
  const presences: Presence[] = []
  const openIndex = (personId: PersonId): number =>
    presences.findIndex((presence) => presence.personId === personId && presence.leftAtMs === null && presence.basis !== 'backfilled')

  for (const { entry } of entries) {
    if (entry.kind === 'duty.backfilled') presences.push(backfill(entry))
    const index = openIndex(entry.author)
    const open = presences[index]
    if (entry.kind === 'duty.arrived' && !open) presences.push(arrival(entry))
    else if (entry.kind === 'duty.arrived' && open) {
      presences[index] = { ...open, confirmedAtMs: [...open.confirmedAtMs, correctedAtMs(entry)] }
    } else if (open) presences[index] = applyToPresence(open, entry)
  }
  return presences
}
