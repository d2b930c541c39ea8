import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import EvidenceVoices from '../../../src/app/ui/EvidenceVoices.vue'
import type { EntryId, PartId, Sha256 } from '../../../src/domain/ids.ts'
import type { CaseDetailResponse } from '../../../src/protocol/office.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

type Part = CaseDetailResponse['parts'][number]

const noteIn = (state: Part['state'], partId: string): Part => ({
  ref: {
    kind: 'voice',
    partId: partId as PartId,
    sha256: 'a'.repeat(64) as Sha256,
    sizeBytes: 9,
    mime: 'audio/webm',
    durationMs: 7_400,
    takenAt: '2026-11-20T06:30:00.000Z',
  },
  entryId: 'e-1' as EntryId,
  state,
  storedAt: null,
})

test('[PART-13] the office plays what is here, and says of the rest why it is not', async () => {
  const parts = [
    noteIn('stored', 'p-1'),
    noteIn('expected', 'p-2'),
    noteIn('unreadable', 'p-3'),
    noteIn('erased', 'p-4'),
  ]
  const screen = await mountScreen(EvidenceVoices, { phone: createPhone(), path: '/', props: { parts } })
  await vi.waitFor(() => expect(screen.wrapper.findAll('audio')).toHaveLength(1))
  const player = screen.wrapper.get('audio')
  expect(player.attributes()).toMatchObject({ src: '/api/parts/p-1?size=original', preload: 'none' })
  expect(player.attributes()).toHaveProperty('controls')
  expect(screen.text()).toContain('语音 0:07 · ◌ 语音未到')
  expect(screen.wrapper.get('a').attributes('href')).toBe('/api/parts/p-3?size=original')
  expect(screen.text()).toContain('已按规定清除')
})
