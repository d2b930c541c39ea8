// Dexie's live queries look for the global engine when Dexie is loaded: this comes first.
import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import RecordShow from '../../../src/app/features/records/RecordShow.vue'
import RecordsScreen from '../../../src/app/features/records/RecordsScreen.vue'
import { entryKinds } from '../../../src/domain/journal/entry-kinds.ts'
import type { EntryId } from '../../../src/domain/ids.ts'
import { must } from '../../../src/lib/must.ts'
import { finding } from '../../support/field-records.ts'
import { colleaguesEntry, give, page, pulled } from '../../support/pulled-pages.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

test('whoever reported what is not filed reads so among their records, and why', async () => {
  const phone = createPhone()
  const [own] = await phone.journal.record([{ ...finding(phone.journal.newId()), photos: [] }])
  const report = must(own, 'one record')
  const screen = await mountScreen(RecordsScreen, { phone, path: '/records' })
  await vi.waitFor(() => expect(screen.text()).toContain('上报'))
  const rejected = {
    ...colleaguesEntry(report, '01890000-0000-7000-8000-0000000000d1' as EntryId),
    kind: 'case.rejected' as const,
    v: entryKinds['case.rejected'].v,
    subjects: report.subjects.slice(0, 1),
    parts: [],
    data: { ground: 'outOfScope', reason: '属交警职责' },
  }
  const { entry, stamp } = pulled(rejected, 2)
  await give(phone.db, page({ entries: [{ entry, stamp: { ...stamp, authorRole: 'command' } }] }))
  await vi.waitFor(() => expect(screen.text()).toContain('▲ 不予立案：属交警职责'))
  screen.wrapper.unmount()
  const props = { caseId: must(report.subjects[0], 'its case') }
  const shown = await mountScreen(RecordShow, { phone, path: '/', props })
  await vi.waitFor(() => expect(shown.text()).toMatch(/不予立案\s*属交警职责/))
})
