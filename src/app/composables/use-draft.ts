import { onScopeDispose, reactive, ref, watch, type Ref } from 'vue'
import type { DraftRow } from '../../device/database/rows.ts'
import { usePerson } from './use-person.ts'
import { useServices } from './use-services.ts'

export interface Draft<T extends object> {
  /** What the form edits. Replaced by the stored draft once `ready` is true. */
  readonly state: T
  readonly ready: Readonly<Ref<boolean>>
  /** The last save failed: what is typed stands on the screen only, until a later save works. */
  readonly isUnsaved: Readonly<Ref<boolean>>
  /** Resolves when what is typed is on disk. */
  flush(): Promise<void>
  discard(): Promise<void>
  /**
   * Runs the write that turns the draft into a record and takes the draft's row with it.
   *
   * No save of ours runs beside it or after it, until something is typed again; when it fails the draft is as unsaved as before.
   */
  submit(record: () => Promise<unknown>): Promise<void>
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
  const { problems } = useServices()
  const state = reactive(empty()) as T
  const ready = ref(false)
  const isUnsaved = ref(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let dirty = false
  let paused = false
  let last: Promise<void> = Promise.resolve()

  async function write(): Promise<void> {
    if (!dirty || paused) return
    dirty = false
    try {
      // Plain JSON, made now: a proxy cannot be cloned into the database, and typing goes on while it is written.
      await drafts.save({ id, kind, subject, data: JSON.parse(JSON.stringify(state)) as Record<string, unknown> })
      isUnsaved.value = false
    } catch (failure) {
      dirty = true
      isUnsaved.value = true
      throw failure
    }
  }

  /** One after the other: an older text must not overwrite a newer one. */
  function flush(): Promise<void> {
    clearTimeout(timer)
    last = last.catch(() => undefined).then(write)
    return last
  }

  /** Nobody stands at the form to read its own line. */
  const flushInBackground = (): void => void flush().catch(problems.tell)
  /** The form says `isUnsaved`; a notice over the whole screen at every pause would only be in the way. */
  const flushWhileTyping = (): void => void flush().catch(() => undefined)
  const onHidden = (): void => {
    if (document.visibilityState === 'hidden') flushInBackground()
  }

  function onTyped(): void {
    dirty = true
    clearTimeout(timer)
    timer = setTimeout(flushWhileTyping, saveAfterMs)
  }

  /** Lets `work` have the draft's row to itself; what was typed up to its end went with it. */
  async function alone(work: () => Promise<unknown>): Promise<void> {
    await last.catch(() => undefined)
    paused = true
    try {
      await work()
      dirty = false
      isUnsaved.value = false
      clearTimeout(timer)
    } finally {
      paused = false
    }
  }

  async function load(): Promise<void> {
    const stored = await drafts.load(id)
    if (stored) Object.assign(state, stored.data)
    ready.value = true
  }

  watch(state, () => ready.value && onTyped(), { deep: true, flush: 'sync' })
  load().catch(problems.tell)
  document.addEventListener('visibilitychange', onHidden)
  window.addEventListener('pagehide', flushInBackground)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', onHidden)
    window.removeEventListener('pagehide', flushInBackground)
    flushInBackground()
  })

  return { state, ready, isUnsaved, flush, discard: () => alone(() => drafts.remove(id)), submit: alone }
}
