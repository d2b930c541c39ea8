import { computed, type ComputedRef, type Ref } from 'vue'
import type { CaseState } from '../../../domain/casework/case-state.ts'
import { leaveObjection, type LeaveObjection } from '../../../domain/duty/leave-rule.ts'
import type { Presence } from '../../../domain/duty/shift-state.ts'
import type { ShiftSnapshot } from '../../../domain/duty/shift.ts'
import type { NewEntry } from '../../../device/journal/journal.ts'
import type { PersonId, SubjectId } from '../../../domain/ids.ts'
import { may } from '../../../domain/people/permissions.ts'
import type { Person } from '../../../domain/people/person.ts'
import { useDraft } from '../../composables/use-draft.ts'
import { useDutyNow } from '../../composables/use-duty-now.ts'
import { usePeople } from '../../composables/use-people.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useShift } from '../../composables/use-shift.ts'
import { useShiftCases } from '../../composables/use-shift-cases.ts'
import { useTexts } from '../../composables/use-texts.ts'
import { composeReport } from './compose-report.ts'
import { emptyLeave, leaveDraftId, type LeaveDraft } from './leave-draft.ts'

export interface Leave {
  readonly state: LeaveDraft
  readonly ready: Readonly<Ref<boolean>>
  readonly isDraftUnsaved: Readonly<Ref<boolean>>
  readonly snapshot: ComputedRef<ShiftSnapshot | undefined>
  /** This person's last time at this shift. */
  readonly mine: ComputedRef<Presence | undefined>
  readonly cases: Readonly<Ref<readonly CaseState[]>>
  /** Those to whom the post can be handed: who is on the roster first. */
  readonly successors: ComputedRef<readonly Person[]>
  readonly report: ComputedRef<string>
  editReport(text: string): void
  recompose(): void
  objection(): LeaveObjection | null
  /** Resolves when 离岗 is durable. */
  save(): Promise<void>
}

/** One person's leaving of one shift, with the report that its records make. */
export function useLeave(shiftId: SubjectId): Leave {
  const { journal, session } = usePerson()
  const t = useTexts()
  const people = usePeople()
  const shift = useShift(shiftId)
  const nowMs = useDutyNow(10_000)
  const cases = useShiftCases(shiftId)
  const draft = useDraft(leaveDraftId(shiftId), 'report', shiftId, emptyLeave)
  const me = session.personId as PersonId

  const mine = computed(() => {
    const own = (shift.state.value?.presences ?? []).filter(
      ({ personId, basis }) => personId === me && basis !== 'backfilled',
    )
    return own.find(({ leftAtMs }) => leftAtMs === null) ?? own[own.length - 1]
  })
  const composed = computed(() =>
    shift.state.value
      ? composeReport(
          shift.state.value,
          cases.value,
          { personId: me, atMs: nowMs.value },
          {
            counters: t.field.counters,
            roles: t.field.roles,
            nameOf: people.nameOf,
            roleOf: people.roleOf,
            timeZone: session.timeZone,
            weather: draft.state.weather,
          },
        )
      : '',
  )
  const report = computed(() => (draft.state.edited ? draft.state.text : composed.value))
  const isRostered = (person: Person): number => Number(shift.rostered.value?.assignees.includes(person.id) ?? false)

  function leftEntry(): NewEntry<'duty.left'> {
    const { mode, handedTo, crowdCleared, reason, weather, edited } = draft.state
    return {
      kind: 'duty.left',
      scope: shift.scope(),
      subjects: [shiftId],
      data: {
        mode,
        crowdCleared,
        ...(mode === 'handedOver' ? { handedTo: handedTo as PersonId } : {}),
        ...(mode === 'early' ? { reason: reason.trim() } : {}),
        report: { text: report.value, edited, ...(weather ? { weather } : {}) },
      },
    }
  }

  return {
    state: draft.state,
    ready: computed(() => draft.ready.value && shift.loaded.value),
    isDraftUnsaved: draft.isUnsaved,
    snapshot: shift.snapshot,
    mine,
    cases,
    successors: computed(() =>
      people.all.value
        .filter(
          (person) =>
            person.active && person.id !== me && person.scope === shift.scope() && may(person.role, 'takeDuty'),
        )
        .sort((left, right) => isRostered(right) - isRostered(left)),
    ),
    report,
    editReport: (text) => {
      draft.state.text = text
      draft.state.edited = true
    },
    recompose: () => {
      draft.state.edited = false
      draft.state.text = ''
    },
    objection: () => (shift.snapshot.value ? leaveObjection(draft.state, shift.snapshot.value, nowMs.value) : null),
    save: () => draft.submit(() => journal.record([leftEntry()], { removeDraft: leaveDraftId(shiftId) })),
  }
}
