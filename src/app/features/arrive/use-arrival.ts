import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import { needsManualEvidence, placeArrival } from '../../../domain/duty/arrival-verdict.ts'
import type { Placement } from '../../../domain/duty/duty-entries.ts'
import type { ShiftSnapshot } from '../../../domain/duty/shift.ts'
import type { SubjectId } from '../../../domain/ids.ts'
import type { PhotoRef } from '../../../domain/journal/part-ref.ts'
import type { Fix } from '../../../domain/place/point.ts'
import type { LocatorState } from '../../../device/location/locator.ts'
import { useDraft } from '../../composables/use-draft.ts'
import { useDutyNow } from '../../composables/use-duty-now.ts'
import { useLocator } from '../../composables/use-locator.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useShift } from '../../composables/use-shift.ts'
import { useShiftPlace } from '../../composables/use-shift-place.ts'
import { arrivalDraftId, emptyArrival, type ArrivalDraft } from './arrival-draft.ts'
import { arrivalEntry } from './arrival-entry.ts'

export interface Arrival {
  readonly state: ArrivalDraft
  readonly ready: Readonly<Ref<boolean>>
  readonly isDraftUnsaved: Readonly<Ref<boolean>>
  readonly nowMs: ComputedRef<number>
  /** Undefined while loading, and where this phone does not know the shift. */
  readonly shift: ComputedRef<ShiftSnapshot | undefined>
  readonly placeName: ComputedRef<string>
  readonly isOnPost: ComputedRef<boolean>
  readonly locator: Readonly<Ref<LocatorState>>
  readonly placement: ComputedRef<Placement>
  /** A plaque and a reason stand in for the position. */
  readonly needsEvidence: ComputedRef<boolean>
  readonly photos: Readonly<Ref<readonly PhotoRef[]>>
  readonly draftId: string
  reloadPhotos(): Promise<void>
  flush(): Promise<void>
  /** Resolves when the arrival is durable. */
  save(): Promise<void>
}

/** One arrival being made: where one stands, what one carries, and the draft of both. */
export function useArrival(shiftId: SubjectId): Arrival {
  const { journal, photos: shelf, session } = usePerson()
  const draftId = arrivalDraftId(shiftId)
  const draft = useDraft(draftId, 'arrival', shiftId, emptyArrival)
  const known = useShift(shiftId)
  const nowMs = useDutyNow(1000)
  const locator = useLocator()
  const photos = ref<readonly PhotoRef[]>([])

  const shift = computed(() => draft.state.shift ?? known.snapshot.value)
  const place = useShiftPlace(shift)
  const fix = computed<Fix | null>(() => ('best' in locator.value ? locator.value.best : null))
  const placement = computed(() => placeArrival(place.post.value ?? null, fix.value))

  async function reloadPhotos(): Promise<void> {
    photos.value = await shelf.ofDraft(draftId)
  }
  watch(draft.ready, reloadPhotos, { immediate: true })

  async function save(): Promise<void> {
    if (!shift.value) return
    const entry = arrivalEntry({
      shiftId,
      scope: known.scope(),
      shift: shift.value,
      draft: draft.state,
      placement: placement.value,
      fix: fix.value,
      photos: photos.value,
      nowMs: nowMs.value,
    })
    await draft.submit(() => journal.record([entry], { removeDraft: draftId }))
  }

  return {
    state: draft.state,
    // Without its place an arrival at a post would say of itself that it needed none.
    ready: computed(() => draft.ready.value && known.loaded.value && place.loaded.value),
    isDraftUnsaved: draft.isUnsaved,
    nowMs,
    shift,
    placeName: place.name,
    isOnPost: computed(
      () =>
        known.state.value?.presences.some(
          ({ personId, leftAtMs, basis }) =>
            personId === session.personId && leftAtMs === null && basis !== 'backfilled',
        ) ?? false,
    ),
    locator,
    placement,
    needsEvidence: computed(() => needsManualEvidence(placement.value)),
    photos,
    draftId,
    reloadPhotos,
    flush: draft.flush,
    save,
  }
}
