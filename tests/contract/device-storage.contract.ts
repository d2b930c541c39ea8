import { databaseNameOf, type XunhuDatabase } from '../../src/device/database/database.ts'
import { loadFact, saveFact } from '../../src/device/database/facts.ts'
import { openDatabase } from '../../src/device/database/open-database.ts'
import { loadDepartureLight } from '../../src/device/sync/departure-light.ts'
import type { PersonId } from '../../src/domain/ids.ts'
import type { PhotoRef } from '../../src/domain/journal/part-ref.ts'
import { arrival, finding, morning, rosteredShift, squad, tally } from '../support/field-records.ts'
import { firstTableNames, makeFirstDatabase } from '../support/first-database.ts'
import { createPhoneStorage, type PhoneStorage, type StorageEngine } from '../support/phone-storage.ts'

/**
 * What the phone's storage promises on every engine that it runs on.
 *
 * Imports no test runner: the same list runs under vitest on fake-indexeddb and, bundled, inside the page of a real browser.
 * fake-indexeddb alone proves nothing about storage: it takes Blobs, and waits for hashes that end a transaction in WebKit.
 */
export interface StoragePromise {
  readonly name: string
  run(engine: StorageEngine): Promise<void>
}

function assertEqual(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [JSON.stringify(actual), JSON.stringify(expected)]
  if (left !== right) throw new Error(`${what}: expected ${right}, found ${left}`)
}

async function codeOfFailure(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'no failure'
  } catch (failure) {
    return (failure as { code?: string }).code ?? (failure as Error).name
  }
}

let persons = 0
/** A person whom no other promise has written about. */
const newPerson = (): PersonId => `contract-${Date.now()}-${(persons += 1)}` as PersonId

function openWindow(engine: StorageEngine, personId: PersonId): PhoneStorage {
  return createPhoneStorage(engine, { personId, seed: (persons += 1) })
}

const pictureBytes = (seed: number): ArrayBuffer =>
  Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31 + seed) % 256).buffer

const takePhoto = (phone: PhoneStorage, seed = 1): Promise<PhotoRef> =>
  phone.photos.take({
    bytes: pictureBytes(seed),
    mime: 'image/jpeg',
    role: 'far',
    source: 'camera',
    draftId: 'draft',
    takenAtMs: phone.clock.now(),
  })

const countAll = async (db: XunhuDatabase): Promise<number[]> => Promise.all(db.tables.map((table) => table.count()))

const keepsRecords: StoragePromise = {
  name: 'a record, its position, its fold and its photos are there in the next window, byte for byte',
  run: async (engine) => {
    const personId = newPerson()
    const before = openWindow(engine, personId)
    const refs = [await takePhoto(before, 1), await takePhoto(before, 2), await takePhoto(before, 3)]
    const id = before.journal.newId()
    const saved = await before.journal.record([arrival(), finding(id, refs)])
    before.db.close()

    const after = openWindow(engine, personId)
    for (const entry of saved) assertEqual((await after.db.journal.get(entry.id))?.entry, entry, 'entry')
    for (const ref of refs) {
      const bytes = (await after.db.partBytes.get(ref.partId))?.bytes
      assertEqual(bytes && (await after.digest(bytes)), ref.sha256, 'photo by hash')
    }
    const position = saved[0]?.parts[0]
    const positionBytes = position && (await after.db.partBytes.get(position.partId))?.bytes
    assertEqual(positionBytes && (await after.digest(positionBytes)), position?.sha256, 'position by hash')
    assertEqual((await after.db.shifts.get(morning))?.state.presences.length, 1, 'presences')
    assertEqual((await after.db.cases.toArray())[0]?.value.photos.length, 3, 'photos of the case')
    after.db.close()
  },
}

const writesAllOrNothing: StoragePromise = {
  name: 'a save that fails in its last step has written nothing, and the draft and its photos are still there',
  run: async (engine) => {
    const phone = openWindow(engine, newPerson())
    const kept = await takePhoto(phone, 1)
    const lost = await takePhoto(phone, 2)
    await phone.drafts.save({ id: 'draft', kind: 'finding', subject: morning, data: { note: '占道' } })
    await phone.photos.discard(lost.partId)
    const before = await countAll(phone.db)
    const entries = [arrival(), tally(), finding(phone.journal.newId(), [kept, lost])]
    const code = await codeOfFailure(phone.journal.record(entries, { removeDraft: 'draft' }))
    assertEqual(code, 'storage/emptied', 'failure')
    assertEqual(await countAll(phone.db), before, 'rows of all tables')
    assertEqual(await phone.photos.ofDraft('draft'), [kept], 'photos of the draft')
    phone.db.close()
  },
}

const takesBuffersOnly: StoragePromise = {
  name: 'a Blob or a File never reaches the database',
  run: async (engine) => {
    const phone = openWindow(engine, newPerson())
    for (const picture of [new Blob(['picture']), new File(['picture'], 'picture.jpg')]) {
      const request = { mime: 'image/jpeg', role: 'far', source: 'camera', draftId: 'draft', takenAtMs: 1 } as const
      const bytes = picture as unknown as ArrayBuffer
      assertEqual(await codeOfFailure(phone.photos.take({ ...request, bytes })), 'TypeError', 'failure')
    }
    assertEqual(await phone.db.parts.count(), 0, 'parts')
    phone.db.close()
  },
}

const takesReactiveObjects: StoragePromise = {
  name: 'a proxy of a screen is stored as a plain copy',
  run: async (engine) => {
    const phone = openWindow(engine, newPerson())
    const reactive = <T extends object>(value: T): T => new Proxy(value, {})
    await phone.drafts.save({ id: 'draft', kind: 'checklist', subject: '', data: reactive({ a: reactive({ b: 1 }) }) })
    const [entry] = await phone.journal.record([
      { ...tally(), data: reactive({ counter: 'vendor', delta: 1 } as const) },
    ])
    assertEqual((await phone.drafts.load('draft'))?.data, { a: { b: 1 } }, 'draft')
    assertEqual(entry?.data, { counter: 'vendor', delta: 1 }, 'record')
    phone.db.close()
  },
}

const findsByIndex: StoragePromise = {
  name: 'every index answers, also for the first member of a compound index alone',
  run: async (engine) => {
    const phone = openWindow(engine, newPerson())
    const { db } = phone
    const [, , report] = await phone.journal.record([tally(), tally(), finding(phone.journal.newId())])
    await db.journal.update(report!.id, { sendState: 'refused' })
    const shift = rosteredShift('shift-a', '2026-11-20', [report!.author], '2026-11-19T23:05:00.000Z')
    await db.assignments.put({
      key: 'shifts/shift-a',
      collection: 'shifts',
      id: 'shift-a',
      scope: squad,
      rev: 1,
      sortKey: shift.date,
      data: { ...shift },
    })
    const found = {
      queued: await db.journal.where('sendState').equals('queued').count(),
      unanswered: await db.journal.where('sendState').anyOf('queued', 'refused', 'quarantined').count(),
      due: await db.journal
        .where('[sendState+nextAttemptAtMs]')
        .between(['queued', 0], ['queued', 1], true, true)
        .count(),
      mine: await db.journal.where('[author+atMs]').between([report!.author, 0], [report!.author, Infinity]).count(),
      ofShift: await db.journal.where('subjects').equals(morning).count(),
      ofSquad: await db.journal.where('scope').equals(squad).count(),
      openCases: await db.cases.where('state').notEqual('withdrawn').count(),
      owing: await db.cases.where('owedPhotos').above(0).count(),
      shifts: (await phone.assignments.shiftsBetween('2026-11-20', '2026-11-20')).length,
    }
    const expected = {
      queued: 2,
      unanswered: 3,
      due: 2,
      mine: 3,
      ofShift: 3,
      ofSquad: 3,
      openCases: 1,
      owing: 1,
      shifts: 1,
    }
    assertEqual(found, expected, 'rows found')
    phone.db.close()
  },
}

const tellsWhatIsOwed: StoragePromise = {
  name: '可以离岗 is off while something is unsent, and on when it is not',
  run: async (engine) => {
    const phone = openWindow(engine, newPerson())
    const ref = await takePhoto(phone)
    const [report] = await phone.journal.record([finding(phone.journal.newId(), [ref])])
    const light = () => loadDepartureLight(phone.db, report!.author, phone.clock.now())
    const { light: before } = await light()
    await phone.db.journal.update(report!.id, { sendState: 'accepted', rev: 1 })
    await phone.db.parts.update(ref.partId, { sendState: 'stored' })
    const { light: after } = await light()
    assertEqual([before, after], ['owing', 'clear'], 'light before and after')
    phone.db.close()
  },
}

function deleteFromOutside(engine: StorageEngine, personId: PersonId): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = engine.indexedDB.deleteDatabase(databaseNameOf(personId))
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
}

const noticesLoss: StoragePromise = {
  name: 'a database that is thrown away under an open page is noticed before the next write',
  run: async (engine) => {
    const personId = newPerson()
    const { db, drafts, sleep } = openWindow(engine, personId)
    const problems: string[] = []
    await openDatabase(db, {
      memory: { load: () => null, save: () => undefined },
      makeMark: () => 'mark',
      nowMs: () => 1,
      sleep,
      onProblem: ({ code }) => problems.push(code),
    })
    db.close({ disableAutoOpen: false })
    await deleteFromOutside(engine, personId)
    await drafts.save({ id: 'draft', kind: 'finding', subject: '', data: {} })
    assertEqual(problems, ['storage/emptied'], 'problems told')
    assertEqual(await loadFact(db, 'emptiedAtMs'), 1, 'written down')
    db.close()
  },
}

function upgradeFromOutside(engine: StorageEngine, personId: PersonId): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = engine.indexedDB.open(databaseNameOf(personId), 10_000)
    request.onupgradeneeded = () => request.result.createObjectStore('ofNextYear', { keyPath: 'id' })
    request.onerror = () => reject(request.error)
    request.onsuccess = () => {
      request.result.close()
      resolve()
    }
  })
}

const readsNewerOnly: StoragePromise = {
  name: 'a database that a newer build upgrades under an open page can be read and not written',
  run: async (engine) => {
    const personId = newPerson()
    const phone = openWindow(engine, personId)
    await phone.journal.record([tally()])
    await upgradeFromOutside(engine, personId)
    assertEqual(await codeOfFailure(phone.journal.record([tally()])), 'storage/newer-version', 'failure')
    assertEqual(await phone.db.journal.count(), 1, 'records')
    phone.db.close()
  },
}

const opensFirstRelease: StoragePromise = {
  name: '[FAULT-11] a database of the first release opens with every row, photo and draft unchanged',
  run: async (engine) => {
    const personId = newPerson()
    const source = openWindow(engine, newPerson())
    const [sent, drafted] = [await takePhoto(source, 1), await takePhoto(source, 2)]
    await source.journal.record([arrival(), tally(), finding(source.journal.newId(), [sent])])
    await source.drafts.save({ id: 'draft', kind: 'finding', subject: morning, data: { note: '占道' } })
    const rows: Record<string, readonly object[]> = {}
    for (const table of firstTableNames) rows[table] = (await source.db.table(table).toArray()) as object[]
    await makeFirstDatabase(engine, personId, rows)
    source.db.close()

    const { db, digest, photos } = openWindow(engine, personId)
    for (const [table, before] of Object.entries(rows)) {
      if (table === 'partBytes' || table === 'thumbnails') continue
      assertEqual(await db.table(table).toArray(), before, table)
    }
    for (const ref of [sent, drafted]) {
      const bytes = (await db.partBytes.get(ref.partId))?.bytes
      assertEqual(bytes && (await digest(bytes)), ref.sha256, 'photo by hash')
    }
    assertEqual(await photos.ofDraft('draft'), [drafted], 'photos of the draft')
    assertEqual(await db.thumbnails.count(), 2, 'thumbnails')
    db.close()
  },
}

const sharesBetweenWindows: StoragePromise = {
  name: 'two windows that record at once lose nothing and count everything once',
  run: async (engine) => {
    const personId = newPerson()
    const [left, right] = [openWindow(engine, personId), openWindow(engine, personId)]
    const taps = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? left : right).journal.record([tally()]))
    await Promise.all(taps)
    assertEqual((await left.db.shifts.get(morning))?.state.counts.vendor, 10, 'count')
    assertEqual(await right.db.journal.count(), 10, 'records')
    left.db.close()
    right.db.close()
  },
}

/** Random, so that no engine can compress it away. */
const incompressible = (engine: StorageEngine, sizeBytes: number): ArrayBuffer => {
  const bytes = new Uint8Array(sizeBytes)
  const mostPerCall = 65_536
  for (let at = 0; at < sizeBytes; at += mostPerCall)
    engine.crypto.getRandomValues(bytes.subarray(at, at + mostPerCall))
  return bytes.buffer
}

/** For an engine whose quota the runner has set to a few megabytes; on any other it would not end. */
export const survivesFullDisk: StoragePromise = {
  name: 'a full phone says so, has written no half of a picture, and finds room once the server holds older ones',
  run: async (engine) => {
    const phone = openWindow(engine, newPerson())
    const { db } = phone
    const take = async (): Promise<PhotoRef> =>
      phone.photos.take({
        bytes: incompressible(engine, 500_000),
        mime: 'image/jpeg',
        role: 'far',
        source: 'camera',
        draftId: 'draft',
        takenAtMs: phone.clock.now(),
      })
    const taken: PhotoRef[] = []
    let code = ''
    while (code === '') {
      try {
        taken.push(await take())
      } catch (failure) {
        code = (failure as { code?: string }).code ?? String(failure)
      }
    }
    assertEqual(code, 'storage/full', 'failure')
    const rows = [await db.parts.count(), await db.partBytes.count(), await db.thumbnails.count()]
    assertEqual(rows, [taken.length, taken.length, taken.length], 'rows of pictures')

    const [report] = await phone.journal.record([finding(phone.journal.newId(), taken)])
    await db.journal.update(report!.id, { sendState: 'accepted', rev: 1 })
    for (const { partId } of taken) await db.parts.update(partId, { sendState: 'stored' })
    await saveFact(db, 'durable', { [squad]: 1 })
    const next = await take()
    assertEqual((await db.partBytes.get(next.partId))?.bytes.byteLength, next.sizeBytes, 'the next picture')
    db.close()
  },
}

export const deviceStorageContract: readonly StoragePromise[] = [
  keepsRecords,
  writesAllOrNothing,
  takesBuffersOnly,
  takesReactiveObjects,
  findsByIndex,
  tellsWhatIsOwed,
  noticesLoss,
  readsNewerOnly,
  opensFirstRelease,
  sharesBetweenWindows,
]
