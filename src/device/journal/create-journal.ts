import type { DeviceId, EntryId, PersonId } from '../../domain/ids.ts'
import type { JournalEntry } from '../../domain/journal/entry.ts'
import type { Clock } from '../../lib/clock.ts'
import { must } from '../../lib/must.ts'
import type { Random } from '../../lib/random.ts'
import { uuidV7 } from '../../lib/uuid-v7.ts'
import type { XunhuDatabase } from '../database/database.ts'
import { withDb, type Sleep } from '../database/with-db.ts'
import { withRoom } from '../database/with-room.ts'
import type { Digest } from './digest.ts'
import { followCorrections } from './follow-corrections.ts'
import type { Journal, NewEntry } from './journal.ts'
import { prepareEntry, type Capture, type PreparedEntry } from './prepare-entry.ts'
import { writeEntries, type WriteOptions } from './write-entries.ts'

export interface JournalParts {
  readonly db: XunhuDatabase
  readonly clock: Clock
  readonly random: Random
  readonly digest: Digest
  readonly sleep: Sleep
  readonly author: PersonId
  readonly device: DeviceId
  /** Made at each start of the app: `monoMs` means something only within one. */
  readonly bootId: string
  /** Called after a record is durable. */
  onRecorded(): void
}

export function createJournal({ db, clock, random, digest, sleep, ...parts }: JournalParts): Journal {
  const newId = (): EntryId => uuidV7(clock.now(), random) as EntryId

  const capture = (): Capture => ({
    author: parts.author,
    device: parts.device,
    nowMs: clock.now(),
    clock: { monoMs: Math.round(clock.monotonicMs()), bootId: parts.bootId },
  })

  /** Before the transaction: WebKit ends one that waits for a hash. */
  async function prepare(given: readonly NewEntry[]): Promise<readonly PreparedEntry[]> {
    const captured = capture()
    // Ids of one moment are random among themselves; sorted, the push keeps the order in which they were given.
    const ids = given.map(newId).sort()
    const prepared: PreparedEntry[] = []
    for (const [index, entry] of given.entries()) {
      const id = entry.id ?? must(ids[index], 'one id per entry')
      prepared.push(await prepareEntry(entry, id, captured, random, digest))
    }
    return prepared
  }

  async function save(given: readonly NewEntry[], options: WriteOptions): Promise<readonly JournalEntry[]> {
    const prepared = await prepare(given)
    const stored = await withRoom(db, sleep, () => writeEntries(db, prepared, options))
    parts.onRecorded()
    return stored as unknown as readonly JournalEntry[]
  }

  return {
    newId,
    record: (given, options) => save(given, { removeDraft: options?.removeDraft }),
    correctAndResend: async (id, corrected) => {
      const copy = await withDb(db, sleep, () => followCorrections(db, corrected, newId()))
      return must((await save([copy], { answers: id }))[0], 'one entry in, one entry out')
    },
  }
}
