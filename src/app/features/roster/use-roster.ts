import { computed, ref, type ComputedRef, type Ref } from 'vue'
import { isTeachingDay } from '../../../domain/calendar/teaching-day.ts'
import { checkRoster, type JudgedFinding } from '../../../domain/duty/check-roster.ts'
import { addDays, localDate, weekdayOf } from '../../../domain/duty/local-day.ts'
import {
  fromLastWeek,
  isBegun,
  rosterGrid,
  type RosterBlock,
  type RosterRow,
} from '../../../domain/duty/roster-grid.ts'
import type { Person } from '../../../domain/people/person.ts'
import { may } from '../../../domain/people/permissions.ts'
import { useNow } from '../../composables/use-now.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useRosterDocuments, type RosterDocuments } from './use-roster-documents.ts'
import { useRosterDraft, type DraftedRoster } from './use-roster-draft.ts'

export interface Roster extends Omit<DraftedRoster, 'shifts'> {
  readonly documents: RosterDocuments
  readonly monday: Ref<string>
  readonly scope: ComputedRef<string>
  readonly scopes: ComputedRef<ReadonlyMap<string, string>>
  /** Monday to Friday, and the weekend where something is on it. */
  readonly dates: ComputedRef<readonly string[]>
  readonly rows: ComputedRef<readonly RosterRow[]>
  readonly blocks: ComputedRef<ReadonlyMap<string, RosterBlock>>
  readonly findings: ComputedRef<readonly JudgedFinding[]>
  /** Findings of what would be published now that are neither mended nor explained. */
  readonly blocking: ComputedRef<readonly JudgedFinding[]>
  readonly candidates: ComputedRef<readonly Person[]>
  readonly shifts: DraftedRoster['shifts']
  canEdit(block: RosterBlock): boolean
  copyLastWeek(): void
  chooseSquad(id: string): void
}

export const mondayOf = (date: string): string => addDays(date, 1 - weekdayOf(date))
const weekOf = (monday: string): readonly string[] => Array.from({ length: 7 }, (_, days) => addDays(monday, days))

/** The week that is planned: grid, checks, and the changes on the way to being published. */
export function useRoster(): Roster {
  const { session } = usePerson()
  const documents = useRosterDocuments()
  const drafted = useRosterDraft(documents)
  const now = useNow(30_000)
  const monday = ref(mondayOf(localDate(now.value, session.timeZone)))
  const chosen = ref('')
  /** Whoever sets a bureau up plans for every squad, also for one that was made since the sign-in. */
  const plansAll = may(session.role, 'manageSetUp')
  const scopes = computed(
    () =>
      new Map(
        [...documents.squads.value].filter(([id]) => plansAll || session.members.some(({ scope }) => scope === id)),
      ),
  )
  const scope = computed(() => chosen.value || ([...scopes.value.keys()][0] ?? ''))
  const { timeZone } = session
  const facts = computed(() => ({
    people: documents.people.value,
    schools: documents.schools.value,
    calendar: documents.calendar.value,
    timeZone,
  }))
  const ofScope = computed(() => drafted.shifts.value.filter((shift) => shift.scope === scope.value))
  const dates = computed(() =>
    weekOf(monday.value).filter(
      (date) =>
        weekdayOf(date) < 6 ||
        isTeachingDay(documents.calendar.value, date) ||
        ofScope.value.some((shift) => shift.date === date && !shift.drill),
    ),
  )
  const rows = computed(() =>
    rosterGrid({
      schools: [...documents.schools.value.values()].filter((school) => school.scope === scope.value),
      shifts: ofScope.value.filter(({ date }) => dates.value.includes(date)),
      dates: dates.value,
      calendar: documents.calendar.value,
      timeZone,
    }),
  )
  const blocks = computed(
    () => new Map(rows.value.flatMap((row) => [...row.blocks.values()].flat()).map((block) => [block.key, block])),
  )
  /** A person of two squads stands in both rosters: the days are judged with all that this captain sees. */
  const judgedOn = (days: ReadonlySet<string>): readonly JudgedFinding[] =>
    checkRoster(
      drafted.shifts.value.filter(({ date }) => days.has(date)),
      facts.value,
    )
  const ahead = computed(
    () => new Set(drafted.shifts.value.filter((shift) => !isBegun(shift, now.value)).map(({ id }) => id as string)),
  )
  const isAhead = ({ shiftIds }: JudgedFinding): boolean => shiftIds.some((id) => ahead.value.has(id))
  const canEdit = ({ shift, fresh }: RosterBlock): boolean => {
    const base = shift ?? fresh
    return base !== null && !isBegun(base, now.value)
  }
  return {
    ...drafted,
    documents,
    monday,
    scope,
    scopes,
    dates,
    rows,
    blocks,
    findings: computed(() => {
      const own = new Set(ofScope.value.map(({ id }) => id as string))
      return judgedOn(new Set(dates.value)).filter((each) => isAhead(each) && each.shiftIds.some((id) => own.has(id)))
    }),
    blocking: computed(() => {
      const changed = drafted.shifts.value.filter(({ id }) => drafted.changedIds.value.has(id))
      return judgedOn(new Set(changed.map(({ date }) => date))).filter(
        (each) =>
          each.override === null && isAhead(each) && each.shiftIds.some((id) => drafted.changedIds.value.has(id)),
      )
    }),
    candidates: computed(() =>
      [...documents.people.value.values()].filter(
        (person) => person.active && person.scope === scope.value && may(person.role, 'takeDuty'),
      ),
    ),
    canEdit,
    chooseSquad: (id) => (chosen.value = id),
    copyLastWeek: () =>
      drafted.change(
        fromLastWeek([...blocks.value.values()].filter(canEdit), drafted.shifts.value).map((shift) => [
          shift.id,
          shift,
        ]),
      ),
  }
}
