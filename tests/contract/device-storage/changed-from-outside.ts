import { databaseNameOf } from '../../../src/device/database/database.ts'
import { loadFact } from '../../../src/device/database/facts.ts'
import { openDatabase } from '../../../src/device/database/open-database.ts'
import type { PersonId } from '../../../src/domain/ids.ts'
import { arrival, finding, morning, tally } from '../../support/field-records.ts'
import { firstTableNames, makeFirstDatabase } from '../../support/first-database.ts'
import type { StorageEngine } from '../../support/phone-storage.ts'
import { assertEqual, codeOfFailure, newPerson, openWindow, takePhoto, type StoragePromise } from './storage-promise.ts'

function deleteFromOutside(engine: StorageEngine, personId: PersonId): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = engine.indexedDB.deleteDatabase(databaseNameOf(personId))
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error)
  })
}

export const noticesLoss: StoragePromise = {
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

export const readsNewerOnly: StoragePromise = {
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

export const opensFirstRelease: StoragePromise = {
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
