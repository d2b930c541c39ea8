import type { PersonId } from '../ids.ts'
import type { StampedEntry } from '../journal/entry.ts'
import type { PenaltyStep } from './penalty-recorded.ts'

/** A penalty step under one document, and the officers who have put their word to it. */
export interface Penalty {
  readonly step: PenaltyStep
  readonly docNo: string
  readonly officers: readonly PersonId[]
  /** Two officers with certificates that were valid on the day. */
  readonly isComplete: boolean
}

const neededOfficers = 2

type PenaltyRecord = StampedEntry<'case.penaltyRecorded'>

const isPenalty = (item: StampedEntry): item is PenaltyRecord => item.entry.kind === 'case.penaltyRecorded'

/** Role and certificate as they stood: what the server has not stamped yet is believed. */
const counts = ({ entry: { data }, stamp }: PenaltyRecord): boolean =>
  data.certificate.validTo >= data.signedOn && (!stamp || ['officer', 'captain'].includes(stamp.authorRole))

/** Every penalty step that was recorded, the same in whatever order the two officers' records arrive. */
export function foldPenalties(entries: readonly StampedEntry[]): readonly Penalty[] {
  const byDocument = new Map<string, { step: PenaltyStep; docNo: string; officers: Set<PersonId> }>()
  for (const { entry } of entries.filter(isPenalty).filter(counts)) {
    const { step, docNo } = entry.data
    const key = `${step} ${docNo}`
    const known = byDocument.get(key) ?? { step, docNo, officers: new Set() }
    known.officers.add(entry.author)
    byDocument.set(key, known)
  }
  return [...byDocument.keys()].sort().flatMap((key) => {
    const found = byDocument.get(key)
    if (!found) return []
    const officers = [...found.officers].sort()
    return [{ ...found, officers, isComplete: officers.length >= neededOfficers }]
  })
}
