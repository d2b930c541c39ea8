// Dexie's live queries look for the global engine when Dexie is loaded: this comes first.
import 'fake-indexeddb/auto'
import { describe, expect, test, vi } from 'vitest'
import RecordShow from '../../../src/app/features/records/RecordShow.vue'
import RecordsScreen from '../../../src/app/features/records/RecordsScreen.vue'
import type { NewEntry } from '../../../src/device/journal/journal.ts'
import { caseIdOf, type EntryId } from '../../../src/domain/ids.ts'
import { finding } from '../../support/field-records.ts'
import { knowTask } from '../../support/known-task.ts'
import { colleaguesEntry, give, page, pulled } from '../../support/pulled-pages.ts'
import { createPhone, mountScreen, squad } from '../support/mount-screen.ts'

const why = '未生效：这个问题已经当场处理过，以中队先收到的为准'
const theirReport = '01890000-0000-7000-8000-0000000000c1' as EntryId
const theirClosing = '01890000-0000-7000-8000-0000000000c2' as EntryId
const caseId = caseIdOf(theirReport)

/** A colleague's case that both settled on the spot while neither had a signal; hers came first. */
async function openClosedTwice() {
  const phone = createPhone()
  const photo = await phone.photos.take({
    bytes: new Uint8Array([1, 2, 3]).buffer,
    mime: 'image/jpeg',
    role: 'after',
    source: 'camera',
    draftId: 'd',
    takenAtMs: phone.clock.now(),
  })
  const [any] = await phone.journal.record([{ ...finding(phone.journal.newId()), photos: [] }])
  const report = { ...colleaguesEntry(any!, theirReport), subjects: [caseId], parts: [] }
  await give(phone.db, page({ entries: [pulled(report, 1)] }))
  const closing: NewEntry<'case.closedOnSite'> = {
    kind: 'case.closedOnSite',
    scope: squad,
    subjects: [caseId],
    after: [theirReport],
    data: { disposition: 'PERSUADE', note: '' },
    photos: [photo],
  }
  const [own] = await phone.journal.record([closing])
  return { phone, theirs: colleaguesEntry(own!, theirClosing) }
}

describe('[ENTRY-13] a decision that had no effect', () => {
  test('is shown so, with the reason, to the one who made it', async () => {
    const { phone, theirs } = await openClosedTwice()
    const screen = await mountScreen(RecordsScreen, { phone, path: '/records' })
    await vi.waitFor(() => expect(screen.text()).toContain('当场处理 劝导'))
    expect(screen.text()).not.toContain('未生效')
    await give(phone.db, page({ to: 'cursor-2', entries: [pulled(theirs, 2)] }))
    await vi.waitFor(() => expect(screen.text()).toContain(why))
  })

  test('is shown so in the history of the case', async () => {
    const { phone, theirs } = await openClosedTwice()
    await give(phone.db, page({ to: 'cursor-2', entries: [pulled(theirs, 2)] }))
    const screen = await mountScreen(RecordShow, { phone, path: '/', props: { caseId } })
    await vi.waitFor(() => expect(screen.text()).toContain(why))
    expect(screen.text().split('未生效')).toHaveLength(2)
  })

  test('is shown so of every act on a case, and where the case has left this phone it says that', async () => {
    const phone = createPhone()
    const task = await knowTask(phone)
    const acted = { kind: 'case.accepted', scope: squad, subjects: [task.caseId], data: { unit: squad } } as const
    const [own] = await phone.journal.record([acted])
    await task.does('case.accepted', { unit: squad }, { author: 'p-1002', role: 'officer' })
    const screen = await mountScreen(RecordsScreen, { phone, path: '/records' })
    await vi.waitFor(() => expect(screen.text()).toContain('未生效：案件已不在这一步，以服务器先收到的为准'))
    await phone.db.journal.update(own!.id, { sendState: 'accepted' })
    await phone.db.cases.delete(task.caseId)
    await vi.waitFor(() => expect(screen.text()).toContain('案件已转到别处或已结案，本机不再保存'))
  })
})
