import { computed, type ComputedRef } from 'vue'
import type { CaseState } from '../../../domain/casework/case-state.ts'
import { nearestPeople } from '../../../domain/casework/nearest-people.ts'
import { localDate } from '../../../domain/duty/local-day.ts'
import type { PersonId, ScopeId } from '../../../domain/ids.ts'
import { may, type Act } from '../../../domain/people/permissions.ts'
import type { Person } from '../../../domain/people/person.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePeople } from '../../composables/use-people.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useServices } from '../../composables/use-services.ts'
import { useTexts } from '../../composables/use-texts.ts'
import { caseDesk as t } from '../../texts/zh-CN/case-desk.ts'
import { fill } from '../../texts/text.ts'
import { distanceWords } from '../../ui/duration-words.ts'

export interface NearPeople {
  /** Who stands a post nearest to it now or soon; undefined where nobody does, or where it is not known where the case is. */
  readonly nearest: ComputedRef<Person | undefined>
  /** Who of a squad may do this, the nearest first, the others as the register has them. */
  of(unit: ScopeId | '', act: Act): readonly Person[]
  /** The name, with how far away their post is. */
  labelOf(person: Person): string
}

/** Farther than any post. */
const unknownM = 1e9

/** Whom to send to a case, by the roster: by nobody's tracked position. */
export function useNearPeople(value: CaseState | undefined): NearPeople {
  const { assignments, session } = usePerson()
  const { clock } = useServices()
  const texts = useTexts()
  const { all } = usePeople()
  const today = localDate(clock.now(), session.timeZone)
  const schools = useLiveQuery(() => assignments.all('schools'), [])
  const shifts = useLiveQuery(() => assignments.shiftsBetween(today, today), [])
  const near = computed(() =>
    value ? nearestPeople(value.report.place, shifts.value, schools.value, clock.now()) : [],
  )
  const metresTo = (id: PersonId): number => near.value.find(({ personId }) => personId === id)?.distanceM ?? unknownM
  return {
    nearest: computed(() => near.value.flatMap(({ personId }) => all.value.find(({ id }) => id === personId) ?? [])[0]),
    of: (unit, act) =>
      all.value
        .filter(({ scope, role, active }) => active && scope === unit && may(role, act))
        .sort((left, right) => metresTo(left.id) - metresTo(right.id)),
    labelOf: ({ id, name }) => {
      const metres = metresTo(id)
      return metres === unknownM ? name : fill(t.verify.near, { name, distance: distanceWords(texts, metres) })
    },
  }
}
