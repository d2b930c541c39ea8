import { computed, type ComputedRef, type Ref } from 'vue'
import { compassPoint } from '../../../domain/place/compass.ts'
import { bearingDeg, distanceM } from '../../../domain/place/distance.ts'
import { isHazard } from '../../../domain/signage/grade.ts'
import type { SignState } from '../../../domain/signage/sign-state.ts'
import { surveyedGrade } from '../../../domain/signage/surveyed-grade.ts'
import { useLocator } from '../../composables/use-locator.ts'
import { fill } from '../../texts/text.ts'
import type { Ghost } from '../../ui/ghost.ts'
import { useSignTexts } from './sign-texts.ts'

/** The picture from before that the next one is laid over: of the newest survey that found a hazard, from afar where there is one. */
export function useGhost(sign: Readonly<Ref<SignState | undefined>>): ComputedRef<Ghost | undefined> {
  const t = useSignTexts()
  const locator = useLocator()
  const before = computed(() => {
    const hazard = sign.value?.surveys.filter((survey) => isHazard(surveyedGrade(survey))).at(-1)
    const taken = hazard?.photos.filter(({ role }) => role !== 'after') ?? []
    return taken.find(({ role }) => role === 'far') ?? taken[0]
  })
  /** Where the sign hangs from here: the way to where one stood is to look at it from the same side. */
  const hint = computed(() => {
    const here = 'best' in locator.value ? locator.value.best : null
    if (!here || !sign.value) return t.rectify.ghostHint
    const { point } = sign.value.attributes
    const words = { m: Math.round(distanceM(here, point)), wind: compassPoint(bearingDeg(here, point)) }
    return fill(t.rectify.ghostPlace, words)
  })
  return computed(() => (before.value ? { partId: before.value.partId, hint: hint.value } : undefined))
}
