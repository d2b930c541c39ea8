import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { RescueProgress, RescueResult } from '../../../device/rescue/import-rescue.ts'
import type { OpenedRescue } from '../../../device/rescue/open-rescue-file.ts'
import { useServices } from '../../composables/use-services.ts'

/** A file that was looked into, with its person's name by the server's word. */
export interface LookedInto {
  readonly opened: OpenedRescue
  readonly authorName: string
}

export interface Rescue {
  readonly looked: Readonly<ShallowRef<LookedInto | null>>
  readonly state: Readonly<Ref<'idle' | 'reading' | 'running' | 'stopped' | 'done'>>
  readonly progress: Readonly<Ref<RescueProgress>>
  readonly results: Readonly<ShallowRef<readonly RescueResult[]>>
  readonly problem: Readonly<Ref<unknown>>
  choose(file: Blob): Promise<void>
  start(): Promise<void>
}

const nothingYet: RescueProgress = { doneEntries: 0, donePhotos: 0 }

/** One file at a time: looked into, shown, then brought in as often as it takes. */
export function useRescue(): Rescue {
  const { rescueDesk } = useServices()
  const looked = shallowRef<LookedInto | null>(null)
  const state = ref<'idle' | 'reading' | 'running' | 'stopped' | 'done'>('idle')
  const progress = ref(nothingYet)
  const results = shallowRef<readonly RescueResult[]>([])
  const problem = ref<unknown>(null)

  async function choose(file: Blob): Promise<void> {
    looked.value = null
    problem.value = null
    results.value = []
    state.value = 'reading'
    try {
      const desk = await rescueDesk()
      const opened = await desk.open(await file.text())
      looked.value = { opened, authorName: await desk.askAuthor(opened) }
    } catch (failure) {
      problem.value = failure
    }
    state.value = 'idle'
  }

  async function start(): Promise<void> {
    if (!looked.value || state.value === 'running') return
    problem.value = null
    progress.value = nothingYet
    state.value = 'running'
    try {
      const desk = await rescueDesk()
      results.value = await desk.bringIn(looked.value.opened, (now) => (progress.value = now))
      state.value = 'done'
    } catch (failure) {
      problem.value = failure
      state.value = 'stopped'
    }
  }

  return { looked, state, progress, results, problem, choose, start }
}
