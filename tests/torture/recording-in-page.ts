import { loadDepartureLight } from '../../src/device/sync/departure-light.ts'
import { beginNewLog } from '../../src/device/database/begin-new-log.ts'
import { openDatabase } from '../../src/device/database/open-database.ts'
import { finding, tally } from '../support/field-records.ts'
import { createPhoneStorage, officer, type PhoneStorage } from '../support/phone-storage.ts'

/** What the page says once a save has resolved: the screen would show 已保存 now. */
export interface Saved {
  readonly entryId: string
  readonly photos: readonly { readonly partId: string; readonly sha256: string }[]
}

const photoBytes = 200_000

async function openPhone(seed: number): Promise<PhoneStorage> {
  const phone = createPhoneStorage({ indexedDB, IDBKeyRange, crypto }, { seed })
  await openDatabase(phone.db, {
    memory: { load: () => localStorage.getItem('mark'), save: (mark) => localStorage.setItem('mark', mark) },
    makeMark: () => crypto.randomUUID(),
    nowMs: () => phone.clock.now(),
    sleep: phone.sleep,
    onProblem: (problem) => {
      throw problem
    },
  })
  await beginNewLog(phone.db.backendDB(), (length) => crypto.getRandomValues(new Uint8Array(length)))
  return phone
}

function madePicture(phone: PhoneStorage): ArrayBuffer {
  const bytes = new Uint8Array(photoBytes)
  bytes.set(phone.random.bytes(32))
  return bytes.buffer
}

async function saveFinding(phone: PhoneStorage): Promise<Saved> {
  const photos = []
  for (let taken = 0; taken < 3; taken += 1)
    photos.push(
      await phone.photos.take({
        bytes: madePicture(phone),
        mime: 'image/jpeg',
        role: 'scene',
        source: 'camera',
        draftId: 'draft',
        takenAtMs: phone.clock.now(),
      }),
    )
  const [entry] = await phone.journal.record([finding(phone.journal.newId(), photos)])
  return { entryId: entry!.id, photos: photos.map(({ partId, sha256 }) => ({ partId, sha256 })) }
}

async function saveTally(phone: PhoneStorage): Promise<Saved> {
  const [entry] = await phone.journal.record([tally()])
  return { entryId: entry!.id, photos: [] }
}

/** Saves without end (`seed` must be another in each run, or ids would come again), a finding with three photos after every fourth count, and tells of each save that has resolved. */
export async function saveUntilKilled(seed: number, tell: (saved: Saved) => void): Promise<never> {
  const phone = await openPhone(seed)
  for (let round = 1; ; round += 1) tell(await (round % 5 === 0 ? saveFinding(phone) : saveTally(phone)))
}

const toHex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('')

async function isHeld({ db }: PhoneStorage, { partId, sha256 }: Saved['photos'][number]): Promise<boolean> {
  const held = await db.partBytes.get(partId as never)
  return held !== undefined && toHex(await crypto.subtle.digest('SHA-256', held.bytes)) === sha256
}

/** A record that is there at all, told of or not, is there with its photos, its fold and its place in the queue. */
async function findTorn(phone: PhoneStorage): Promise<readonly string[]> {
  const torn: string[] = []
  for (const row of await phone.db.journal.toArray()) {
    for (const { partId, sha256 } of row.entry.parts)
      if (!(await isHeld(phone, { partId, sha256 }))) torn.push(`torn: ${row.id} lacks photo ${partId}`)
    if (row.sendState !== 'queued') torn.push(`torn: ${row.id} is ${row.sendState} and was never sent`)
  }
  const queued = await phone.db.journal.count()
  const light = await loadDepartureLight(phone.db, officer, phone.clock.now())
  if (queued > 0 && light.light === 'clear') torn.push('the light is green with records unsent')
  return torn
}

/** Holds the storage to what was told; empty when everything is there, once and whole. */
export async function findBrokenSaves(saves: readonly Saved[]): Promise<readonly string[]> {
  const phone = await openPhone(0)
  const broken: string[] = []
  for (const { entryId, photos } of saves) {
    if (!(await phone.db.journal.get(entryId as never))) broken.push(`lost: record ${entryId}`)
    for (const photo of photos) if (!(await isHeld(phone, photo))) broken.push(`lost or torn: photo ${photo.partId}`)
  }
  return [...broken, ...(await findTorn(phone))]
}

/** Told and checked records go, so that a long torture does not fill the disk; their number is all that is kept. */
export async function forgetAll(): Promise<void> {
  const { db } = await openPhone(0)
  await db.transaction('rw', db.tables, () =>
    Promise.all(db.tables.filter(({ name }) => name !== 'facts').map((table) => table.clear())),
  )
}
