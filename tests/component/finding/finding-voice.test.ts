import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import FindingScreen from '../../../src/app/features/finding/FindingScreen.vue'
import { emptyFinding } from '../../../src/app/features/finding/finding-draft.ts'
import { starterCategories } from '../../../src/domain/casework/category-table.ts'
import { createPhone, mountScreen, type Phone } from '../support/mount-screen.ts'

/** What a page that was killed has left of a recording. */
async function leaveRecording(phone: Phone, draftId: string): Promise<string> {
  const partId = phone.voices.newId()
  const bytes = new Uint8Array([0x1a, 0x45, 0xdf, 0xa3]).buffer
  const startedAtMs = phone.clock.now()
  await phone.voices.keep({ partId, index: 0, draftId, bytes, mime: 'audio/webm', startedAtMs, untilMs: 61_000 })
  return partId
}

test('what was spoken before the page was killed is in the form again, and in the record that is saved', async () => {
  const phone = createPhone()
  await phone.give('standards', 'categories', starterCategories)
  const draftId = phone.journal.newId()
  const data = { ...emptyFinding(), category: 'street.shopOverflow' }
  await phone.drafts.save({ id: draftId, kind: 'finding', subject: '', data: { ...data } })
  const partId = await leaveRecording(phone, draftId)
  const screen = await mountScreen(FindingScreen, { phone, path: '/', props: { draftId } })
  await vi.waitFor(() => expect(screen.text()).toContain('上次录音时应用被关闭，已录到的部分还在'))
  await vi.waitFor(() => expect(screen.wrapper.get('audio').attributes('aria-label')).toBe('语音 1:01'))
  await vi.waitFor(() => expect(screen.text()).toContain('店外经营'))
  await screen.tap('保存')
  await vi.waitFor(async () => expect(await phone.db.journal.get(draftId)).toBeDefined())
  expect((await phone.db.journal.get(draftId))?.entry.parts).toMatchObject([{ kind: 'voice', partId }])
  expect(await phone.db.parts.get(partId as never)).toMatchObject({ sendState: 'queued', entryId: draftId })
})
