import { computed, type ComputedRef, type Ref } from 'vue'
import type { CaseState } from '../../../domain/casework/case-state.ts'
import { isConfirmationDue } from '../../../domain/duty/confirmation.ts'
import type { Presence, ShiftState } from '../../../domain/duty/shift-state.ts'
import type { ShiftSnapshot } from '../../../domain/duty/shift.ts'
import type { SubjectId } from '../../../domain/ids.ts'
import { fittingTemplates } from '../../../domain/inspection/fitting-templates.ts'
import { checklistProgress, type ChecklistProgress } from '../../../domain/inspection/progress.ts'
import type { ChecklistTemplate } from '../../../domain/inspection/template.ts'
import { useDutyNow } from '../../composables/use-duty-now.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePeople } from '../../composables/use-people.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useShift } from '../../composables/use-shift.ts'
import { useShiftCases } from '../../composables/use-shift-cases.ts'
import { useShiftPlace, type ShiftPlace } from '../../composables/use-shift-place.ts'

export interface Colleague {
  readonly name: string
  /** Known to be on post; a silent phone is no absence. */
  readonly here: boolean
}

export interface ShiftDesk {
  readonly loaded: ComputedRef<boolean>
  readonly nowMs: ComputedRef<number>
  readonly snapshot: ComputedRef<ShiftSnapshot | undefined>
  readonly state: ComputedRef<ShiftState | undefined>
  readonly place: ShiftPlace
  /** This person's last time at this shift. */
  readonly mine: ComputedRef<Presence | undefined>
  readonly isOnPost: ComputedRef<boolean>
  readonly awaySinceMs: ComputedRef<number | null>
  readonly confirmationDue: ComputedRef<boolean>
  readonly colleagues: ComputedRef<readonly Colleague[]>
  readonly cases: Readonly<Ref<readonly CaseState[]>>
  readonly checklists: ComputedRef<
    readonly { readonly template: ChecklistTemplate; readonly progress: ChecklistProgress }[]
  >
  stepAway(reason: string): Promise<void>
  comeBack(): Promise<void>
}

const isOpen = (presence: Presence): boolean => presence.leftAtMs === null && presence.basis !== 'backfilled'

/** Everything that the screen of one shift shows, live from the records on this phone. */
export function useShiftDesk(shiftId: SubjectId): ShiftDesk {
  const { assignments, journal, session } = usePerson()
  const people = usePeople()
  const shift = useShift(shiftId)
  const nowMs = useDutyNow(5_000)
  const templates = useLiveQuery(() => assignments.all('templates'), [])

  const presences = computed(() => shift.state.value?.presences ?? [])
  const mine = computed(() => {
    const own = presences.value.filter(
      (presence) => presence.personId === session.personId && presence.basis !== 'backfilled',
    )
    return own.find(isOpen) ?? own[own.length - 1]
  })
  const colleagues = computed(() => {
    const here = new Set<string>(presences.value.filter(isOpen).map((presence) => presence.personId))
    const known = new Set<string>([...(shift.rostered.value?.assignees ?? []), ...here])
    known.delete(session.personId)
    return [...known].map((id) => ({ name: people.nameOf(id), here: here.has(id) }))
  })
  const checklists = computed(() => {
    const answers = shift.state.value?.answers ?? {}
    return fittingTemplates(templates.value, shift.snapshot.value ?? {}, answers).map((template) => ({
      template,
      progress: checklistProgress(template, answers[`${template.id}@${template.version}`] ?? {}),
    }))
  })

  return {
    loaded: shift.loaded,
    nowMs,
    snapshot: shift.snapshot,
    state: shift.state,
    place: useShiftPlace(shift.snapshot),
    mine,
    isOnPost: computed(() => mine.value !== undefined && isOpen(mine.value)),
    awaySinceMs: computed(() => mine.value?.away.find((span) => span.toMs === null)?.fromMs ?? null),
    confirmationDue: computed(
      () =>
        mine.value !== undefined &&
        shift.snapshot.value !== undefined &&
        isConfirmationDue(mine.value, shift.snapshot.value, nowMs.value),
    ),
    colleagues,
    cases: useShiftCases(shiftId),
    checklists,
    stepAway: async (reason) => {
      await journal.record([{ kind: 'duty.steppedAway', scope: shift.scope(), subjects: [shiftId], data: { reason } }])
    },
    comeBack: async () => {
      await journal.record([{ kind: 'duty.returned', scope: shift.scope(), subjects: [shiftId], data: {} }])
    },
  }
}
