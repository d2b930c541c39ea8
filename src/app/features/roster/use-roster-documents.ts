import { computed, onMounted, onUnmounted, type ComputedRef, type Ref } from 'vue'
import { emptyCalendar } from '../../../domain/calendar/edit-calendar.ts'
import type { CalendarDocument } from '../../../domain/calendar/working-calendar.ts'
import type { Published } from '../../../domain/duty/roster-draft.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import type { Person } from '../../../domain/people/person.ts'
import type { School } from '../../../domain/place/school.ts'
import { useServices } from '../../composables/use-services.ts'
import { useTexts } from '../../composables/use-texts.ts'
import { useDocuments } from '../settings/use-documents.ts'

export interface RosterDocuments {
  readonly published: ComputedRef<Published>
  readonly schools: ComputedRef<ReadonlyMap<string, School>>
  readonly people: ComputedRef<ReadonlyMap<string, Person>>
  /** A word for somebody whose document is not here. */
  nameOf(personId: string): string
  readonly calendar: ComputedRef<CalendarDocument>
  /** Names of squads by their scope. */
  readonly squads: ComputedRef<ReadonlyMap<string, string>>
  readonly loaded: ComputedRef<boolean>
  readonly problem: Ref<unknown>
  /** Reads the shifts again. */
  reload(): Promise<void>
}

/** What the roster is planned from, as the server has it; read again whenever it has news. */
export function useRosterDocuments(): RosterDocuments {
  const { office } = useServices()
  const shifts = useDocuments('shifts')
  const schools = useDocuments('schools')
  const people = useDocuments('people')
  const calendars = useDocuments('calendars')
  const squads = useDocuments('squads')
  const t = useTexts()
  const known = computed(
    () => new Map<string, Person>(people.documents.value.map(({ id, data }) => [id, data as unknown as Person])),
  )
  let stop: (() => void) | undefined
  onMounted(() => {
    stop = office.onNews(() => void shifts.reload())
  })
  onUnmounted(() => stop?.())
  return {
    published: computed(
      () => new Map(shifts.documents.value.map(({ id, rev, data }) => [id, { rev, shift: data as unknown as Shift }])),
    ),
    schools: computed(() => new Map(schools.documents.value.map(({ id, data }) => [id, data as unknown as School]))),
    people: known,
    nameOf: (personId) => known.value.get(personId)?.name ?? t.duty.unknownPerson,
    calendar: computed(() => (calendars.documents.value[0]?.data as CalendarDocument | undefined) ?? emptyCalendar),
    squads: computed(() => new Map(squads.documents.value.map(({ id, data }) => [id, String(data['name'])]))),
    loaded: computed(() => [shifts, schools, people, calendars].every((each) => each.loaded.value)),
    problem: shifts.problem,
    reload: shifts.reload,
  }
}
