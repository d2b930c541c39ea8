import { flushPromises } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { ref, shallowRef } from 'vue'
import { useVoiceNotes } from '../../../src/app/composables/use-voice-notes.ts'
import type { PersonServices } from '../../../src/app/services.ts'
import type { Recording } from '../../../src/device/voice/voice-recorder.ts'
import type { PartId } from '../../../src/domain/ids.ts'
import { createEngine } from '../../support/fresh-engine.ts'
import { createPhoneStorage } from '../../support/phone-storage.ts'
import { inComponent } from '../support/in-component.ts'

const draftId = 'draft-1'

test('a save while the microphone is asked for waits for nobody, and what is then allowed records nothing', async () => {
  const { voices } = createPhoneStorage(createEngine())
  const partId: PartId = voices.newId()
  const stop = vi.fn()
  let allow: (recording: Recording) => void = () => undefined
  const voiceRecorder = { start: () => new Promise<Recording>((resolve) => (allow = resolve)) }
  const { result: notes } = inComponent(() => useVoiceNotes(draftId, ref(true)), {
    person: shallowRef({ voices, voiceRecorder } as unknown as PersonServices),
  })
  void notes.start()
  expect(notes.phase.value).toBe('asking')
  await notes.settle()
  expect(notes.voices.value).toEqual([])

  const piece = { partId, index: 0, draftId, mime: 'audio/webm', startedAtMs: 0, untilMs: 10 } as const
  await voices.keep({ ...piece, bytes: new ArrayBuffer(4) })
  allow({ stop, level: () => null, ended: voices.finish(partId) })
  await vi.waitFor(() => expect(notes.phase.value).toBe('idle'))
  await flushPromises()
  expect(stop).toHaveBeenCalledOnce()
  expect(await voices.ofDraft(draftId)).toEqual([])
})
