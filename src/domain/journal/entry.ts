import * as v from 'valibot'
import { DeviceId, EntryId, PersonId, ScopeId, SubjectId } from '../ids.ts'
import { Instant } from '../instant.ts'
import type { Role } from '../people/role.ts'
import type { EntryKind } from './entry-kinds.ts'
import type { EntryData } from './entry-schemas.ts'
import { PartRef } from './part-ref.ts'

/** No clock is farther off than this: a phone that believes it is 1970 or 2099 is well inside. */
const farthestOffsetMs = 4e12

/**
 * How far the device's wall clock can be believed.
 *
 * `offsetMs` is server time − device time at the last sync, null where none was ever had. `monoMs` only grows within one `bootId`.
 */
export const EntryClock = v.looseObject({
  offsetMs: v.nullable(v.pipe(v.number(), v.minValue(-farthestOffsetMs), v.maxValue(farthestOffsetMs))),
  monoMs: v.number(),
  bootId: v.pipe(v.string(), v.maxLength(64)),
})
export type EntryClock = v.InferOutput<typeof EntryClock>

/** The envelope of every record: a fact, made once, never edited. `data` is checked per kind. */
export const EntryEnvelope = v.looseObject({
  id: EntryId,
  kind: v.pipe(v.string(), v.maxLength(60)),
  v: v.pipe(v.number(), v.integer(), v.minValue(1)),
  scope: ScopeId,
  subjects: v.pipe(v.array(SubjectId), v.minLength(1), v.maxLength(20)),
  after: v.pipe(v.array(EntryId), v.maxLength(20)),
  author: PersonId,
  device: DeviceId,
  at: Instant,
  clock: EntryClock,
  data: v.record(v.string(), v.unknown()),
  parts: v.pipe(v.array(PartRef), v.maxLength(40)),
})
export type EntryEnvelope = v.InferOutput<typeof EntryEnvelope>

/** An entry whose kind this build knows. Written out: Omit on a type with an index signature loses every named member. */
export type JournalEntry<K extends EntryKind = EntryKind> = {
  [Kind in K]: Readonly<
    Pick<EntryEnvelope, 'id' | 'v' | 'scope' | 'author' | 'device' | 'at' | 'clock'> & {
      kind: Kind
      subjects: readonly SubjectId[]
      after: readonly EntryId[]
      data: EntryData[Kind]
      parts: readonly PartRef[]
    }
  >
}[K]

/** What the server adds on receipt; null while an entry is only on its device. */
export interface EntryStamp {
  readonly rev: number
  readonly receivedAt: string
  readonly authorRole: Role
}

/** What folds read: an entry, and the stamp it has or still lacks. */
export interface StampedEntry<K extends EntryKind = EntryKind> {
  readonly entry: JournalEntry<K>
  readonly stamp: EntryStamp | null
}

/** The captured moment corrected with the last known offset to the server, in ms since 1970. */
export const correctedAtMs = (entry: Pick<EntryEnvelope, 'at' | 'clock'>): number =>
  Date.parse(entry.at) + (entry.clock.offsetMs ?? 0)
