import { loadDepartureLight } from '../../../src/device/sync/departure-light.ts'
import { arrival, finding, morning, rosteredShift, squad, tally } from '../../support/field-records.ts'
import {
  type StoragePromise,
  assertEqual,
  codeOfFailure,
  newPerson,
  openWindow,
  takePhoto,
  countAll,
} from './storage-promise.ts'

export const keepsRecords: StoragePromise = {
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

export const writesAllOrNothing: StoragePromise = {
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

export const takesBuffersOnly: StoragePromise = {
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

export const takesReactiveObjects: StoragePromise = {
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

export const findsByIndex: StoragePromise = {
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

export const tellsWhatIsOwed: StoragePromise = {
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

export const sharesBetweenWindows: StoragePromise = {
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
