import { watch } from 'vue'
import { describePlace } from '../../../domain/place/describe-place.ts'
import { nearestStreet } from '../../../domain/place/nearest-street.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { useLocator } from '../../composables/use-locator.ts'
import { usePerson } from '../../composables/use-person.ts'
import type { FindingDraft } from './finding-draft.ts'

/** Farther than this from a centre line, a street is not where one stands. */
const onStreetM = 60

/**
 * Keeps the draft's place at the best fix until a person writes one of their own.
 *
 * Locating never blocks: without a fix the place is what the shift or the person says.
 */
export function useFindingPlace(state: FindingDraft, isReady: () => boolean): ReturnType<typeof useLocator> {
  const { assignments } = usePerson()
  const locator = useLocator()
  const streets = useLiveQuery(() => assignments.all('streets'), [])
  const schools = useLiveQuery(() => assignments.all('schools'), [])

  watch([locator, streets, schools, isReady], () => {
    const fix = 'best' in locator.value ? locator.value.best : null
    if (!fix || !isReady() || state.placeChosen) return
    const street = nearestStreet(fix, streets.value, onStreetM)
    const school = schools.value.find((candidate) => candidate.id === state.schoolId)
    const post = school?.posts.find((candidate) => candidate.id === state.postId) ?? school?.posts[0]
    state.fix = fix
    state.streetId = street?.id ?? ''
    state.placeText = describePlace(fix, { ...(street ? { street } : {}), ...(school && post ? { school, post } : {}) })
  })
  return locator
}
