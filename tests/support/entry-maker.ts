import type { DeviceId, EntryId, PersonId, ScopeId, SubjectId } from '../../src/domain/ids.ts'
import type { EntryKind } from '../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../src/domain/journal/entry-schemas.ts'
import type { EntryStamp, JournalEntry, StampedEntry } from '../../src/domain/journal/entry.ts'
import type { PartRef } from '../../src/domain/journal/part-ref.ts'
import type { Role } from '../../src/domain/people/role.ts'

export interface EntryFacts {
  readonly at?: string
  readonly author?: string
  readonly device?: string
  readonly offsetMs?: number | null
  readonly monoMs?: number
  readonly bootId?: string
  readonly subjects?: readonly string[]
  readonly parts?: readonly PartRef[]
  /** Server's revision and the author's role at receipt; absent while pending. */
  readonly rev?: number
  readonly role?: Role
}

export type MakeEntry = <K extends EntryKind>(kind: K, data: EntryData[K], facts?: EntryFacts) => StampedEntry<K>

/** The moment at which a clock in Shanghai showed `time` on the day of these tests. */
export const at = (time: string): string => `2026-11-20T${time.length === 5 ? `${time}:00` : time}+08:00`
export const ms = (time: string): number => Date.parse(at(time))

const deviceOf = (person: string): DeviceId => `00000000-0000-4000-8000-${person.padStart(12, '0')}` as DeviceId

const stampOf = ({ rev, role }: EntryFacts): EntryStamp | null =>
  rev === undefined ? null : { rev, receivedAt: at('12:00'), authorRole: role ?? 'officer' }

/** Makes records about one subject as phones would, with ids that grow in the order of making. */
export function createEntryMaker(subject: string): MakeEntry {
  let made = 0
  return <K extends EntryKind>(kind: K, data: EntryData[K], facts: EntryFacts = {}): StampedEntry<K> => {
    made += 1
    const author = facts.author ?? '1001'
    const entry = {
      id: `00000000-0000-7000-8000-${String(made).padStart(12, '0')}` as EntryId,
      kind,
      v: 1,
      scope: 'squad-1' as ScopeId,
      subjects: (facts.subjects ?? [subject]) as SubjectId[],
      after: [],
      author: author as PersonId,
      device: (facts.device ?? deviceOf(author)) as DeviceId,
      at: facts.at ?? at('07:00'),
      clock: {
        offsetMs: facts.offsetMs === undefined ? 0 : facts.offsetMs,
        monoMs: facts.monoMs ?? 0,
        bootId: facts.bootId ?? `boot-${made}`,
      },
      data,
      parts: facts.parts ?? [],
    }
    // Kind and data were given as a pair of one type; TypeScript cannot see that through the generic.
    return { entry: entry as unknown as JournalEntry<K>, stamp: stampOf(facts) }
  }
}
