import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue'
import type { NewEntry } from '../../../device/journal/journal.ts'
import type { CaseState } from '../../../domain/casework/case-state.ts'
import type { EntryId, SubjectId } from '../../../domain/ids.ts'
import { useDraft, type Draft } from '../../composables/use-draft.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useTask } from './use-task.ts'

/** Acts with a form of their own, by its place behind the task's. */
export const taskForms = {
  'case.verified': 'verify',
  'case.handled': 'finish',
  'case.returned': 'return',
  'case.extensionAsked': 'extend',
  'case.deferralAsked': 'defer',
  'case.penaltyRecorded': 'penalty',
} as const
export type TaskFormKind = keyof typeof taskForms

/** One form of one task has one draft. */
export const taskDraftId = (kind: TaskFormKind, caseId: SubjectId): string => `${kind}.${caseId}`

export interface TaskForm<T extends object> {
  readonly draftId: string
  /** `id` is the record's own: saving again cannot make a second one. */
  readonly draft: Draft<T & { id: EntryId }>
  /** As this phone last knew it, also when it has gone from here while the form was open. */
  readonly task: Readonly<Ref<CaseState | undefined>>
  /** The case has gone on without her: what she saves may have no effect. */
  readonly isOvertaken: ComputedRef<boolean>
  /** This phone has no such case, and had none since the form was opened. */
  readonly isGone: ComputedRef<boolean>
  readonly saving: Readonly<Ref<boolean>>
  readonly saved: Readonly<Ref<boolean>>
  readonly problem: Readonly<Ref<unknown>>
  /** Why it could not be saved at the last try; '' when it could. */
  readonly asked: Readonly<Ref<string>>
  /** The entry, its pictures and the end of the draft are one transaction. */
  save(objection: string, compose: (task: CaseState) => NewEntry): Promise<void>
}

/** A form that makes one act on a task. */
export function useTaskForm<T extends object>(caseId: SubjectId, kind: TaskFormKind, empty: () => T): TaskForm<T> {
  const { journal } = usePerson()
  const draftId = taskDraftId(kind, caseId)
  const draft = useDraft(draftId, 'task', caseId, () => ({ id: journal.newId(), ...empty() }))
  const { row, value, acts } = useTask(caseId)
  const task = shallowRef<CaseState>()
  watch(value, (known) => known && (task.value = known), { immediate: true })
  const saving = ref(false)
  const saved = ref(false)
  const problem = ref<unknown>(null)
  const asked = ref('')

  return {
    draftId,
    draft,
    task,
    isOvertaken: computed(
      () => !saved.value && row.value !== null && kind !== 'case.penaltyRecorded' && !acts.value.includes(kind),
    ),
    isGone: computed(() => row.value === undefined && !task.value),
    saving,
    saved,
    problem,
    asked,
    save: async (objection, compose) => {
      asked.value = objection
      const known = task.value
      if (objection || saving.value || !known) return
      saving.value = true
      try {
        await draft.submit(() => journal.record([compose(known)], { removeDraft: draftId }))
        saved.value = true
      } catch (failure) {
        problem.value = failure
      } finally {
        saving.value = false
      }
    },
  }
}
