import { computed, ref, shallowRef, watch } from 'vue'
import type { Sha256, SubjectId } from '../../../domain/ids.ts'
import type { PhotoRef, VoiceRef } from '../../../domain/journal/part-ref.ts'
import type { CaseDetailResponse } from '../../../protocol/office.ts'
import { useServices } from '../../composables/use-services.ts'
import { useCaseDesk } from '../casework/use-case-desk.ts'
import { hashedListOf, hashedTextOf, hashLines } from './dossier-hashes.ts'

/** What every record of the case hashes to, by its id, and all of the file together. */
interface DossierHashes {
  readonly records: ReadonlyMap<string, Sha256>
  readonly lines: readonly string[]
  readonly whole: Sha256
  /** What was hashed. */
  readonly of: CaseDetailResponse
}

/** A case with everything that its file shows, hashed anew whenever the case has news. */
export function useDossier(caseId: SubjectId) {
  const { evidenceDesk } = useServices()
  const desk = useCaseDesk(caseId)
  const hashes = shallowRef<DossierHashes | null>(null)
  const failure = ref<unknown>(null)
  const photos = computed(() =>
    (desk.detail.value?.parts ?? []).flatMap((part) =>
      part.ref.kind === 'photo' ? [{ ...part, photo: part.ref as PhotoRef }] : [],
    ),
  )

  const voices = computed(() =>
    (desk.detail.value?.parts ?? []).flatMap((part) =>
      part.ref.kind === 'voice' ? [{ ...part, voice: part.ref as VoiceRef }] : [],
    ),
  )

  async function hashAll(of: CaseDetailResponse): Promise<DossierHashes> {
    const { hashText } = await evidenceDesk()
    const records = await Promise.all(
      of.history.map(async ({ entry }) => ({ id: entry.id, sha256: await hashText(hashedTextOf(entry)) })),
    )
    const pictures = photos.value.map(({ photo }) => ({ id: photo.partId, sha256: photo.sha256 }))
    const spoken = voices.value.map(({ voice }) => ({ id: voice.partId, sha256: voice.sha256 }))
    const lines = hashLines([...records, ...pictures, ...spoken])
    const whole = await hashText(hashedListOf(lines))
    return { records: new Map(records.map(({ id, sha256 }) => [id, sha256])), lines, whole, of }
  }

  watch(desk.detail, async (detail) => {
    if (!detail) return
    try {
      const found = await hashAll(detail)
      // Hashed while the case was read again: of the old one, whose turn comes no more.
      if (detail === desk.detail.value) hashes.value = found
    } catch (reason) {
      failure.value = reason
    }
  })
  /** The hash over all of what is on the page; null while it has news that are not hashed yet. */
  const whole = computed(() => (hashes.value?.of === desk.detail.value ? (hashes.value?.whole ?? null) : null))
  return { ...desk, photos, voices, hashes, whole, problem: computed(() => desk.problem.value ?? failure.value) }
}
