import { onScopeDispose, reactive, ref, watch, type Ref } from 'vue'
import type { DraftRow } from '../../device/database/rows.ts'
import { usePerson } from './use-person.ts'

export interface Draft<T extends object> {
  /** What the form edits. Replaced by the stored draft once `ready` is true. */
  readonly state: T
  readonly ready: Readonly<Ref<boolean>>
  /** Resolves when what is typed is on disk. */
  flush(): Promise<void>
  discard(): Promise<void>
  /** The record has taken the draft with it: nothing is to be saved any more. */
  close(): void
}

/** Fast enough that a killed page loses a word at most, slow enough to let a thumb type. */
const saveAfterMs = 300

/** One form's draft: loaded when the form opens, saved as it is typed, flushed when the page is hidden or left. */
export function useDraft<T extends object>(
  id: string,
  kind: DraftRow['kind'],
  subject: string,
  empty: () => T,
): Draft<T> {
  const { drafts } = usePerson()
  const state = reactive(empty()) as T
  const ready = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let dirty = false
  let ended = false
  let lastSave: Promise<void> = Promise.resolve()

  function save(): Promise<void> {
    clearTimeout(timer)
    if (!dirty || ended) return lastSave
    dirty = false
    // One after the other: an older text must not overwrite a newer one.
    const data = JSON.parse(JSON.stringify(state)) as Record<string, unknown>
    lastSave = lastSave.catch(() => undefined).then(() => drafts.save({ id, kind, subject, data }))
    return lastSave
  }

  const onHidden = (): void => {
    if (document.visibilityState === 'hidden') void save().catch(() => undefined)
  }

  void drafts.load(id).then((stored) => {
    if (stored) Object.assign(state, stored.data)
    ready.value = true
    watch(
      state,
      () => {
        dirty = true
        clearTimeout(timer)
        timer = setTimeout(() => void save().catch(() => undefined), saveAfterMs)
      },
      { deep: true },
    )
  })
  document.addEventListener('visibilitychange', onHidden)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', onHidden)
    void save().catch(() => undefined)
  })

  return {
    state,
    ready,
    flush: save,
    discard: async () => {
      ended = true
      clearTimeout(timer)
      await lastSave.catch(() => undefined)
      await drafts.remove(id)
    },
    close: () => {
      ended = true
      clearTimeout(timer)
    },
  }
}
