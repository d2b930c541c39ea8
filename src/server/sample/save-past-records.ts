import { sql } from 'kysely'
import type { DeviceId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people/person.ts'
import { createSeededRandom } from '../../lib/random.ts'
import { uuidV7 } from '../../lib/uuid-v7.ts'
import type { EntryResult } from '../../protocol/sync.ts'
import { preparePush, receiveEntries } from '../services/receive-entries.ts'
import type { Tx } from '../store/store.ts'
import { samplePeople } from './bureau/people.ts'
import type { PhotoStock } from './photo-stock.ts'
import { devicesOf, pastRecords, refusedRecord } from './records/past-records.ts'
import type { Batch } from './records/recorder.ts'
import { savePhotoRows } from './save-photos.ts'
import { shiftsAround } from './top-up-shifts.ts'

/** The sample is the same in every place that starts it on the same day. */
const seed = 20_260
const dayMs = 86_400_000
/** A phone needs some minutes after a shift to have sent it. */
const settledAfterMs = 20 * 60_000

interface PastOptions {
  readonly nowMs: number
  readonly timeZone: string
  readonly stock: PhotoStock
}

interface Past {
  readonly accepted: readonly Batch[]
  readonly refused: Batch | null
}

function makePast(people: readonly Person[], { nowMs, timeZone, stock }: PastOptions): Past {
  const random = createSeededRandom(seed)
  const deviceOf = devicesOf(people, () => uuidV7(nowMs - 30 * dayMs, random) as DeviceId)
  const peopleById = new Map(people.map((person) => [person.id, person]))
  const past = shiftsAround(nowMs, timeZone).filter(
    (shift) => !shift.drill && Date.parse(shift.endsAt) + settledAfterMs < nowMs,
  )
  const context = { people: peopleById, deviceOf, stock, random, nowMs, timeZone }
  return { accepted: pastRecords(context, past), refused: refusedRecord(context, past) }
}

/** Through the same door as a phone's push, at the moment that the batch names. */
async function receiveBatch(tx: Tx, batch: Batch, expected: EntryResult['status']): Promise<void> {
  const { author, device, entries, smallParts, receivedAtMs } = batch
  const push = preparePush({ author, device, entries, smallParts, nowMs: receivedAtMs })
  const { results } = await receiveEntries(tx, push)
  const failed = results.find((result) => result.status !== expected)
  if (failed) throw new Error(`the sample record ${failed.id} was ${failed.status}: ${failed.code ?? expected}`)
}

/** What the phones' last words were, so that the duty board knows who has spoken. */
async function saveDevices(tx: Tx, batches: readonly Batch[]): Promise<void> {
  const lastByDevice = new Map(batches.map((batch) => [batch.device, batch]))
  const rows = [...lastByDevice.values()].map((batch) => ({
    id: batch.device,
    person_id: batch.author,
    last_word_at: new Date(batch.receivedAtMs).toISOString(),
    app: 'sample',
    unsent_entries: 0,
    unsent_parts: 0,
    oldest_unsent_at: null,
    storage: 'persisted',
    free_bytes: null,
    sentinel_lost: 0,
    revoked: 0,
  }))
  await tx.insertInto('device').values(rows).execute()
}

/** Three weeks of work, as if it had come from fourteen phones. */
export async function savePastRecords(tx: Tx, options: PastOptions): Promise<void> {
  const people = samplePeople(new Date(options.nowMs).getUTCFullYear())
  const { accepted, refused } = makePast(people, options)
  await savePhotoRows(tx, options.stock, accepted, new Date(options.nowMs).toISOString())
  for (const batch of accepted) await receiveBatch(tx, batch, 'accepted')
  if (refused) await receiveBatch(tx, refused, 'refused')
  await saveDevices(tx, accepted)
  // The pictures were in the store before the records; say that they came with them.
  await tx
    .updateTable('part')
    .set({ stored_at: sql`(select received_at from entry where entry.id = part.entry_id)` })
    .where('kind', '=', 'photo')
    .execute()
}
