import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue'
import {
  conflictsOf,
  draftedShifts,
  settle,
  withoutDone,
  withShift,
  type RosterConflict,
  type RosterDraft,
} from '../../../domain/duty/roster-draft.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import type { AssignmentEdit } from '../../../protocol/office.ts'
import { useDraft } from '../../composables/use-draft.ts'
import { useServices } from '../../composables/use-services.ts'
import type { RosterDocuments } from './use-roster-documents.ts'

/** As many as the server takes in one transaction. */
const mostEdits = 500
const mostUndone = 50

/** One change of one shift; null takes it away. */
export type ShiftChange = readonly [id: string, shift: Shift | null]

export interface DraftedRoster {
  readonly shifts: ComputedRef<readonly Shift[]>
  readonly changedIds: ComputedRef<ReadonlySet<string>>
  readonly conflicts: ComputedRef<readonly RosterConflict[]>
  readonly canUndo: ComputedRef<boolean>
  readonly isPublishing: Ref<boolean>
  /** All of them are one step for 撤销. */
  change(changes: readonly ShiftChange[]): void
  undo(): void
  discard(): void
  settle(id: string, choice: 'mine' | 'theirs'): void
  /** All or nothing; `stale` where a colleague was faster: what differs stands in `conflicts` then. */
  publish(): Promise<'done' | 'stale' | 'tooMany' | { readonly failure: unknown }>
}

const scopeOf = (draft: RosterDraft, id: string): string => {
  const change = draft[id]
  return change?.shift?.scope ?? change?.from?.shift.scope ?? ''
}

const editOf = (draft: RosterDraft, id: string): AssignmentEdit => ({
  collection: 'shifts',
  id,
  scope: scopeOf(draft, id),
  baseRev: draft[id]?.from?.rev ?? null,
  data: draft[id]?.shift ? { ...draft[id].shift } : null,
})

/** The captain's changes over the published roster, kept on this device until they are published. */
export function useRosterDraft({ published, reload }: RosterDocuments): DraftedRoster {
  const { office } = useServices()
  const stored = useDraft('roster', 'roster', '', () => ({ changes: {} as Record<string, unknown> }))
  const steps = shallowRef<readonly RosterDraft[]>([])
  const isPublishing = ref(false)
  const draft = computed(() => withoutDone(published.value, stored.state.changes as RosterDraft))
  const conflicts = computed(() => conflictsOf(published.value, draft.value))

  function set(next: RosterDraft): void {
    stored.state.changes = { ...next }
  }
  function step(next: RosterDraft): void {
    steps.value = [...steps.value, draft.value].slice(-mostUndone)
    set(next)
  }

  async function send(): Promise<void> {
    await office.editAll(Object.keys(draft.value).map((id) => editOf(draft.value, id)))
    steps.value = []
    set({})
  }

  async function publish(): ReturnType<DraftedRoster['publish']> {
    if (Object.keys(draft.value).length > mostEdits) return 'tooMany'
    isPublishing.value = true
    try {
      await send()
      return 'done'
    } catch (failure) {
      return (failure as { readonly code?: unknown }).code === 'assignment/stale' ? 'stale' : { failure }
    } finally {
      await reload()
      isPublishing.value = false
    }
  }

  return {
    shifts: computed(() => draftedShifts(published.value, draft.value)),
    changedIds: computed(() => new Set(Object.keys(draft.value))),
    conflicts,
    canUndo: computed(() => steps.value.length > 0),
    isPublishing,
    change: (changes) => {
      if (changes.length === 0) return
      step(changes.reduce((each, [id, shift]) => withShift(each, published.value, id, shift), draft.value))
    },
    undo: () => {
      const last = steps.value.at(-1)
      steps.value = steps.value.slice(0, -1)
      if (last) set(last)
    },
    discard: () => step({}),
    settle: (id, choice) => step(settle(published.value, draft.value, id, choice)),
    publish,
  }
}
