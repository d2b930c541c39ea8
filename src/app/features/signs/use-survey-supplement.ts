import { ref, watch, type Ref } from 'vue'
import type { EntryId } from '../../../domain/ids.ts'
import type { PhotoRef } from '../../../domain/journal/part-ref.ts'
import type { SignState, SurveyRecord } from '../../../domain/signage/sign-state.ts'
import type { NewEntry } from '../../../device/journal/journal.ts'
import { useLiveQuery } from '../../composables/use-live-query.ts'
import { usePerson } from '../../composables/use-person.ts'

interface LatePicture {
  readonly photo: PhotoRef
  readonly about: SurveyRecord
}

export const supplementDraftId = (about: Pick<SurveyRecord, 'entryId'>): string => `supplement.${about.entryId}`

/** The record has the id of its picture: a second window, or a try that lost its answer, cannot make a second one. */
const supplementOf = (sign: SignState, { photo, about }: LatePicture): NewEntry<'sign.supplemented'> => ({
  id: photo.partId as string as EntryId,
  kind: 'sign.supplemented',
  scope: sign.scope,
  subjects: [sign.signId, ...(about.caseId ? [about.caseId] : [])],
  after: [about.entryId],
  data: { survey: about.entryId, note: '' },
  photos: [photo],
})

/**
 * Makes a record of each picture that was taken for a survey of this sign later, as soon as this phone holds it.
 *
 * It follows what is kept, not the button: a picture counts for the survey that it was taken for, also when a newer one has come in
 * meanwhile, or when the phone's camera has cost the app its page.
 */
export function useSurveySupplement(sign: () => SignState): { readonly problem: Readonly<Ref<unknown>> } {
  const { journal, photos } = usePerson()
  const problem = ref<unknown>(null)
  let last: Promise<void> = Promise.resolve()

  const taken = useLiveQuery<readonly LatePicture[]>(async () => {
    const { surveys } = sign()
    const kept = await Promise.all(surveys.map((about) => photos.ofDraft(supplementDraftId(about))))
    return surveys.flatMap((about, index) => (kept[index] ?? []).map((photo) => ({ photo, about })))
  }, [])

  async function record(pictures: readonly LatePicture[]): Promise<void> {
    try {
      for (const picture of pictures) await journal.record([supplementOf(sign(), picture)])
      problem.value = null
    } catch (failure) {
      problem.value = failure
    }
  }

  watch(taken, (pictures) => {
    if (pictures.length > 0) last = last.then(() => record(pictures))
  })
  return { problem }
}
