import { computed, nextTick, ref, type Ref } from 'vue'
import type { Sha256, SubjectId } from '../../../domain/ids.ts'
import { useServices } from '../../composables/use-services.ts'

/** The printing of a case's file, whose hash over all of it is `whole`; null while it is not known. */
export function useDossierPrint(caseId: SubjectId, whole: Readonly<Ref<Sha256 | null>>) {
  const { evidenceDesk } = useServices()
  const noted = ref<Sha256 | null>(null)
  const isBusy = ref(false)
  const hasChanged = ref(false)
  const problem = ref<unknown>(null)
  /** The audit knows the file as it stands; the browser's own print command puts nothing else on paper. */
  const isNoted = computed(() => noted.value !== null && noted.value === whole.value)

  /** The audit knows the print before there is paper: where the line cannot be written, nothing is printed. */
  async function print(): Promise<void> {
    const sha256 = whole.value
    if (sha256 === null) return
    isBusy.value = true
    hasChanged.value = false
    problem.value = null
    try {
      await (await evidenceDesk()).notePrint(caseId, sha256)
      noted.value = sha256
      // Read again meanwhile: the line may tell of another file than the one on the page.
      hasChanged.value = !isNoted.value
      await nextTick()
      if (isNoted.value) globalThis.print()
    } catch (failure) {
      problem.value = failure
    } finally {
      isBusy.value = false
    }
  }
  return { print, isNoted, isBusy, hasChanged, problem }
}
