import { onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { SignRow } from '../../../protocol/office.ts'
import { useServices } from '../../composables/use-services.ts'

const pageRows = 200
/** Ten sheets of 24: more than one goes out to stick on in a day. */
const batchLabels = 240

export interface LabelSigns {
  readonly street: Ref<string>
  /** One batch, in the order of their numbers, as they are found again in a pile. */
  readonly signs: ShallowRef<readonly SignRow[]>
  /** More stand behind this batch. */
  readonly hasNext: Readonly<Ref<boolean>>
  readonly problem: Readonly<Ref<unknown>>
  next(): Promise<void>
}

/** The signs of one street, or of all, for a print of labels. */
export function useLabelSigns(): LabelSigns {
  const { office } = useServices()
  const street = ref('')
  const signs = shallowRef<readonly SignRow[]>([])
  const behind = ref<string | null>(null)
  const hasNext = ref(false)
  const problem = ref<unknown>(null)

  async function read(of: string, from: string | null) {
    const rows: SignRow[] = []
    let cursor = from
    do {
      const limit = Math.min(pageRows, batchLabels - rows.length)
      const page = { limit, ...(of ? { street: of } : {}), ...(cursor ? { cursor } : {}) }
      const answer: Awaited<ReturnType<typeof office.signs>> = await office.signs(page)
      rows.push(...answer.rows)
      cursor = answer.next
    } while (cursor !== null && rows.length < batchLabels)
    return { rows, cursor }
  }

  async function load(from: string | null): Promise<void> {
    const of = street.value
    try {
      const { rows, cursor } = await read(of, from)
      if (of !== street.value) return
      signs.value = rows.sort((left, right) => (left.signNo < right.signNo ? -1 : 1))
      behind.value = cursor
      hasNext.value = cursor !== null
      problem.value = null
    } catch (failure) {
      problem.value = failure
    }
  }

  const begin = (): Promise<void> => load(null)
  onMounted(begin)
  watch(street, begin)
  return { street, signs, hasNext, problem, next: () => load(behind.value) }
}
