import { computed, watch, type ComputedRef, type Ref } from 'vue'
import { localDate } from '../../../domain/duty/local-day.ts'
import { signIdOf, type EntryId, type SubjectId } from '../../../domain/ids.ts'
import { homeScope } from '../../../domain/people/home-scope.ts'
import { nearestStreet } from '../../../domain/place/nearest-street.ts'
import { findTwins, type KnownSign, type Twin } from '../../../domain/signage/find-twins.ts'
import type { SignState } from '../../../domain/signage/sign-state.ts'
import { useDraft, type Draft } from '../../composables/use-draft.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { useLocator } from '../../composables/use-locator.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useServices } from '../../composables/use-services.ts'
import { emptySign, type SignDraft } from './sign-draft.ts'
import { signEntry, wrongFields } from './sign-entry.ts'

/** Farther than this from a centre line, a street is not where one stands. */
const onStreetM = 60
const mostTwins = 3

export type KnownState = KnownSign & { readonly state: SignState }

export interface SignForm extends Pick<Draft<SignDraft>, 'state' | 'ready' | 'isUnsaved' | 'discard'> {
  readonly twins: ComputedRef<readonly Twin<KnownState>[]>
  readonly wrong: ComputedRef<readonly string[]>
  readonly accuracyM: ComputedRef<number | null>
  /** Resolves with the sign when its registration is durable. */
  save(): Promise<SubjectId>
}

const toKnown = (state: SignState): KnownState => ({
  signId: state.signId,
  signNo: state.attributes.signNo,
  content: state.attributes.content,
  point: state.attributes.point,
  state,
})

/** The place follows the best fix; the street's name is the address until a person writes one. */
function followPlace(state: SignDraft, isReady: Readonly<Ref<boolean>>): void {
  const { assignments } = usePerson()
  const locator = useLocator()
  const streets = useLiveQuery(() => assignments.all('streets'), [])
  watch([locator, streets, isReady], () => {
    // What somebody has pointed at on the map is not moved by where they walk to.
    const pinned = state.fix?.source === 'manualPin' ? state.fix : null
    const fix = pinned ?? ('best' in locator.value ? locator.value.best : null)
    // A sign that is put right stays where it was registered: whoever corrects it may sit at a desk.
    if (!fix || !isReady.value || state.signId) return
    const street = nearestStreet(fix, streets.value, onStreetM)
    state.fix = fix
    state.streetId = street?.id ?? ''
    if (!state.addressChosen) state.address = street?.name ?? ''
  })
}

/** A new sign: what is typed, where it stands, and which sign of the register it may be. */
export function useSignForm(draftId: EntryId, correctedId: SubjectId | '' = ''): SignForm {
  const { assignments, database, journal, session } = usePerson()
  const { clock } = useServices()
  const draft = useDraft(draftId, 'sign', correctedId, emptySign)
  const { state } = draft
  const rows = useLiveQuery(() => database.signs.toArray(), [])
  const today = localDate(clock.now(), session.timeZone)
  followPlace(state, draft.ready)

  /** Its home, where the sign has one; otherwise the squad of the street. */
  async function scopeOf(): Promise<ReturnType<typeof homeScope>> {
    const known = state.signId ? await database.signs.get(state.signId) : undefined
    if (known) return known.scope
    const street = state.streetId ? await assignments.one('streets', state.streetId) : undefined
    const isMine = session.members.some((member) => member.scope === street?.scope)
    return street && isMine ? street.scope : homeScope(session.members)
  }

  return {
    ...draft,
    accuracyM: computed(() => state.fix?.accuracyM ?? null),
    wrong: computed(() => wrongFields(state, draftId, today)),
    twins: computed(() =>
      (state.signId
        ? []
        : findTwins(
            { point: state.fix, accuracyM: state.fix?.accuracyM ?? null, content: state.content, label: '' },
            rows.value.filter(({ value }) => value.mergedInto === null).map(({ value }) => toKnown(value)),
          )
      ).slice(0, mostTwins),
    ),
    save: async () => {
      const entry = signEntry(state, draftId, await scopeOf())
      await draft.submit(() => journal.record([entry], { removeDraft: draftId }))
      return state.signId || signIdOf(draftId)
    },
  }
}
