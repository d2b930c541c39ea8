import { computed, type ComputedRef, type Ref } from 'vue'
import { useDraft } from '../../composables/use-draft.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useShift } from '../../composables/use-shift.ts'
import type { SubjectId } from '../../../domain/ids.ts'
import type { NewEntry } from '../../../device/journal/journal.ts'
import type { CheckResult } from '../../../domain/inspection/inspection-entries.ts'
import type { CheckItem, ChecklistTemplate } from '../../../domain/inspection/template.ts'
import { checklistDraftId, emptyChecklist, mergeAnswers, unsavedCount, type ShownAnswer } from './checklist-draft.ts'

export interface Checklist {
  readonly ready: Readonly<Ref<boolean>>
  readonly isDraftUnsaved: Readonly<Ref<boolean>>
  readonly template: ComputedRef<ChecklistTemplate | undefined>
  readonly shiftTitle: ComputedRef<string>
  readonly zone: ComputedRef<string>
  /** Saved answers with the unsaved ones over them, by item id. */
  readonly shown: ComputedRef<Readonly<Record<string, ShownAnswer>>>
  readonly unsaved: ComputedRef<number>
  readonly findingsByItem: ComputedRef<Readonly<Record<string, number>>>
  answer(item: CheckItem, result: CheckResult): void
  note(item: CheckItem, note: string): void
  setZone(zone: string): void
  passRest(items: readonly CheckItem[]): void
  flush(): Promise<void>
  /** Resolves when the answers given since the last save are durable. */
  save(): Promise<void>
}

/** One checklist of one shift. What is tapped is a draft on disk; what is saved is a record. */
export function useChecklist(shiftId: SubjectId, templateId: string): Checklist {
  const { assignments, database, journal } = usePerson()
  const shift = useShift(shiftId)
  const draft = useDraft(checklistDraftId(shiftId, templateId), 'checklist', shiftId, emptyChecklist)
  const templates = useLiveQuery(() => assignments.all('templates'), [])
  const cases = useLiveQuery(() => database.cases.where('state').notEqual('withdrawn').toArray(), [])

  const template = computed(() => {
    const versions = templates.value.filter((candidate) => candidate.id === templateId)
    const pinned = versions.find((candidate) => candidate.version === draft.state.version)
    return pinned ?? [...versions].sort((left, right) => right.version - left.version)[0]
  })
  const saved = computed(() => shift.state.value?.answers[`${templateId}@${template.value?.version}`] ?? {})
  const shown = computed(() => mergeAnswers(saved.value, draft.state.answers))

  function put(item: CheckItem, result: CheckResult, note: string): void {
    draft.state.version = template.value?.version ?? 0
    draft.state.answers[item.id] = { result, note }
  }

  return {
    ready: draft.ready,
    isDraftUnsaved: draft.isUnsaved,
    template,
    shiftTitle: computed(() => shift.snapshot.value?.title ?? ''),
    zone: computed(() => draft.state.zone || template.value?.zones?.[0]?.id || ''),
    shown,
    unsaved: computed(() => unsavedCount(draft.state)),
    findingsByItem: computed(() => {
      const counts: Record<string, number> = {}
      for (const { value } of cases.value) {
        const origin = value.report.origin
        if (origin?.shiftId === shiftId) counts[origin.itemId] = (counts[origin.itemId] ?? 0) + 1
      }
      return counts
    }),
    answer: (item, result) => put(item, result, shown.value[item.id]?.note ?? ''),
    note: (item, note) => put(item, shown.value[item.id]?.result ?? 'fail', note),
    setZone: (zone) => (draft.state.zone = zone),
    passRest: (items) => {
      for (const item of items) if (!shown.value[item.id]) put(item, 'pass', '')
    },
    flush: draft.flush,
    save: async () => {
      const current = template.value
      if (!current || unsavedCount(draft.state) === 0) return
      const answered: NewEntry<'inspection.answered'> = {
        kind: 'inspection.answered',
        scope: shift.scope(),
        subjects: [shiftId],
        data: {
          templateId,
          templateVersion: current.version,
          ...(draft.state.zone ? { zone: draft.state.zone } : {}),
          answers: Object.entries(draft.state.answers).map(([itemId, { result, note }]) => ({
            itemId,
            result,
            ...(note.trim() ? { note: note.trim() } : {}),
          })),
        },
      }
      await draft.submit(() => journal.record([answered], { removeDraft: checklistDraftId(shiftId, templateId) }))
      draft.state.answers = {}
    },
  }
}
