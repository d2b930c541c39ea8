import { computed, type ComputedRef, type Ref } from 'vue'
import type { CaseState } from '../../../domain/casework/case-state.ts'
import { compassPoint } from '../../../domain/place/compass.ts'
import { bearingDeg, distanceM } from '../../../domain/place/distance.ts'
import type { PhotoRef } from '../../../domain/journal/part-ref.ts'
import { useLocator } from '../../composables/use-locator.ts'
import { fill } from '../../texts/text.ts'
import type { Ghost } from '../../ui/ghost.ts'
import { useTaskTexts } from './task-texts.ts'

/** Which picture shows best how it was, the likeliest first. */
const likeliest = ['before', 'scene', 'far'] as const

function beforePhoto({ photos }: CaseState): PhotoRef | undefined {
  const taken = photos.map(({ ref }) => ref).filter(({ role }) => role !== 'after')
  return likeliest.map((role) => taken.find((ref) => ref.role === role)).find((ref) => ref !== undefined) ?? taken[0]
}

/** The picture of the report, that the one after the work is laid over, and the way to where it was taken. */
export function useBeforeGhost(task: Readonly<Ref<CaseState | undefined>>): ComputedRef<Ghost | undefined> {
  const t = useTaskTexts()
  const locator = useLocator()
  const hint = computed(() => {
    const here = 'best' in locator.value ? locator.value.best : null
    const there = task.value?.report.place.fix
    if (!here || !there) return t.finish.ghostHint
    const words = { m: Math.round(distanceM(here, there)), wind: compassPoint(bearingDeg(here, there)) }
    return fill(t.finish.ghostPlace, words)
  })
  const before = computed(() => task.value && beforePhoto(task.value))
  return computed(() => (before.value ? { partId: before.value.partId, hint: hint.value } : undefined))
}
