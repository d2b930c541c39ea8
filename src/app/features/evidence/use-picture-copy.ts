import { computed, onMounted, onUnmounted, reactive, ref, shallowRef } from 'vue'
import type { PartId, SubjectId } from '../../../domain/ids.ts'
import { copyMarks, type CopyMark } from '../../../protocol/evidence.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useServices } from '../../composables/use-services.ts'
import { evidence } from '../../texts/zh-CN/evidence.ts'
import { fill } from '../../texts/text.ts'
import { downloadFile } from '../../ui/download-file.ts'
import { encodeCopy } from './draw-copy.ts'
import { loadCopySubject, type LoadedCopySubject } from './load-copy-subject.ts'
import type { MosaicRect } from './mosaic-rect.ts'
import { watermarkLines } from './watermark-lines.ts'

/** Marks that may be left out; 示例 never is. */
export const chosenMarks = copyMarks.filter((mark) => mark !== 'sample')

/** A copy of one photo as it is being made: its original, its marks and its mosaics. */
export function usePictureCopy(subjectId: SubjectId, partId: PartId) {
  const { office, evidenceDesk } = useServices()
  const { session } = usePerson()
  const subject = shallowRef<LoadedCopySubject | null>(null)
  const picture = shallowRef<ImageBitmap | null>(null)
  const mosaics = shallowRef<readonly MosaicRect[]>([])
  const chosen = reactive(Object.fromEntries(chosenMarks.map((mark) => [mark, true])) as Record<CopyMark, boolean>)
  const problem = ref<unknown>(null)
  const isUnreadable = ref(false)
  const isBusy = ref(false)
  const done = ref('')

  const marks = computed(() => copyMarks.filter((mark) => (mark === 'sample' ? session.sample : chosen[mark])))
  const lines = computed(() => (subject.value ? watermarkLines(marks.value, subject.value, session.timeZone) : []))

  async function load(): Promise<void> {
    try {
      subject.value = await loadCopySubject(office, subjectId, partId)
      const original = await (await evidenceDesk()).original(partId)
      picture.value = await createImageBitmap(original).catch(() => null)
      isUnreadable.value = picture.value === null
    } catch (failure) {
      problem.value = failure
    }
  }

  /** The server knows the copy before anybody has it: a file that nobody can tell must not be in the world. */
  async function take(canvas: HTMLCanvasElement): Promise<void> {
    isBusy.value = true
    done.value = ''
    problem.value = null
    try {
      const copy = await encodeCopy(canvas)
      const facts = { partId, marks: marks.value, mosaics: mosaics.value.length }
      const sha256 = await (await evidenceDesk()).keepCopy(copy, facts)
      const number = subject.value?.numberWords.split(' ').at(-1) || partId.slice(-6)
      const name = fill(evidence.copy.fileName, { number, hash: sha256.slice(0, 8) })
      downloadFile(new File([copy], name, { type: 'image/jpeg' }))
      done.value = fill(evidence.copy.done, { name })
    } catch (failure) {
      problem.value = failure
    } finally {
      isBusy.value = false
    }
  }

  onMounted(() => void load())
  onUnmounted(() => picture.value?.close())
  return { subject, picture, mosaics, chosen, lines, problem, isUnreadable, isBusy, done, take }
}
