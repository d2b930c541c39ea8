import { sql } from 'kysely'
import type { DeviceId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people/person.ts'
import { createSeededRandom } from '../../lib/random.ts'
import { uuidV7 } from '../../lib/uuid-v7.ts'
import { preparePush, receiveEntries } from '../services/receive-entries.ts'
import type { Tx } from '../store/store.ts'
import { samplePeople } from './bureau/people.ts'
import type { PhotoStock } from './photo-stock.ts'
import { devicesOf, pastRecords } from './records/past-records.ts'
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

function pastBatches(people: readonly Person[], { nowMs, timeZone, stock }: PastOptions): Batch[] {
  const random = createSeededRandom(seed)
  const deviceOf = devicesOf(people, () => uuidV7(nowMs - 30 * dayMs, random) as DeviceId)
  const peopleById = new Map(people.map((person) => [person.id, person]))
  const past = shiftsAround(nowMs, timeZone).filter(
    (shift) => !shift.drill && Date.parse(shift.endsAt) + settledAfterMs < nowMs,
  )
  return pastRecords({ people: peopleById, deviceOf, stock, random, nowMs, timeZone }, past)
}

/** Through the same door as a phone's push, at the moment that the batch names. */
async function receiveBatch(tx: Tx, { author, device, entries, smallParts, receivedAtMs }: Batch): Promise<void> {
  const push = preparePush({ author, device, entries, smallParts, nowMs: receivedAtMs })
  const { results } = await receiveEntries(tx, push)
  const failed = results.find((result) => result.status !== 'accepted')
  if (failed) throw new Error(`the sample record ${failed.id} was ${failed.status}: ${failed.code}`)
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
  const batches = pastBatches(people, options)
  await savePhotoRows(tx, options.stock, batches, new Date(options.nowMs).toISOString())
  for (const batch of batches) await receiveBatch(tx, batch)
  await saveDevices(tx, batches)
  // The pictures were in the store before the records; say that they came with them.
  await tx
    .updateTable('part')
    .set({ stored_at: sql`(select received_at from entry where entry.id = part.entry_id)` })
    .where('kind', '=', 'photo')
    .execute()
}
