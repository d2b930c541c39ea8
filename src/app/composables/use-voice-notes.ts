import { onScopeDispose, ref, shallowRef, watch, type Ref } from 'vue'
import type { PartId } from '../../domain/ids.ts'
import type { VoiceRef } from '../../domain/journal/part-ref.ts'
import type { Recording } from '../../device/voice/voice-recorder.ts'
import { usePerson } from './use-person.ts'

export interface VoiceNotes {
  /** In the order recorded. */
  readonly voices: Readonly<Ref<readonly VoiceRef[]>>
  readonly phase: Readonly<Ref<'idle' | 'asking' | 'recording' | 'keeping'>>
  readonly problem: Readonly<Ref<unknown>>
  /** A page that is gone has left a recording, of which what was kept is here. */
  readonly isRecovered: Readonly<Ref<boolean>>
  start(): Promise<void>
  stop(): void
  /** How loud the microphone hears at this moment, 0 to 1; null where nothing is recorded or the phone does not tell. */
  level(): number | null
  remove(partId: PartId): Promise<void>
  /** Ends what is being recorded; resolves when all that was spoken is among `voices`, so that a record can name it. */
  settle(): Promise<void>
}

/** The voice notes of one draft. A recording ends with its form, and what was recorded stays in the draft. */
export function useVoiceNotes(draftId: string, ready: Readonly<Ref<boolean>>): VoiceNotes {
  const { voices: shelf, voiceRecorder } = usePerson()
  const voices = shallowRef<readonly VoiceRef[]>([])
  const phase = ref<'idle' | 'asking' | 'recording' | 'keeping'>('idle')
  const problem = shallowRef<unknown>(null)
  const isRecovered = ref(false)
  let current: Recording | null = null
  let going: Promise<void> = Promise.resolve()
  let isOver = false
  /** The record is being saved or thrown away while the microphone is still being asked for: nothing was spoken into it. */
  let isUnwanted = false

  async function reload(): Promise<void> {
    voices.value = await shelf.ofDraft(draftId)
  }

  async function record(): Promise<void> {
    phase.value = 'asking'
    current = await voiceRecorder.start(draftId)
    phase.value = 'recording'
    const isSilence = isOver || isUnwanted
    if (isSilence) current.stop()
    const note = await current.ended
    if (isSilence && note) await shelf.discard(note.partId)
  }

  async function run(): Promise<void> {
    problem.value = null
    isRecovered.value = false
    isUnwanted = false
    try {
      await record()
    } catch (failure) {
      problem.value = failure
      // What was kept before it failed is a note as well.
      await shelf.recover(draftId).catch(() => undefined)
    }
    current = null
    await reload()
    phase.value = 'idle'
  }

  function stop(): void {
    if (phase.value === 'recording') phase.value = 'keeping'
    current?.stop()
  }

  async function open(): Promise<void> {
    if (!ready.value) return
    isRecovered.value = (await shelf.recover(draftId)) > 0
    await reload()
  }

  watch(ready, () => open().catch((failure: unknown) => (problem.value = failure)), { immediate: true })
  onScopeDispose(() => {
    isOver = true
    stop()
  })
  return {
    voices,
    phase,
    problem,
    isRecovered,
    start: () => {
      if (phase.value === 'idle') going = run()
      return going
    },
    stop,
    level: () => current?.level() ?? null,
    remove: async (partId) => {
      await shelf.discard(partId)
      await reload()
    },
    settle: async () => {
      // The question may stand for as long as nobody answers it.
      if (phase.value === 'asking') isUnwanted = true
      else {
        stop()
        await going
      }
      await shelf.recover(draftId)
      await reload()
    },
  }
}
