import { onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import type { SignRow } from '../../../protocol/office.ts'
import { useServices } from '../../composables/use-services.ts'

const pageRows = 200
/** Ten sheets of 24: more than one goes out to stick on in a day. */
const mostLabels = 240

export interface LabelSigns {
  readonly street: Ref<string>
  /** In the order of their numbers, as they are found again in a pile. */
  readonly signs: ShallowRef<readonly SignRow[]>
  readonly isCut: Readonly<Ref<boolean>>
  readonly problem: Readonly<Ref<unknown>>
  readonly mostLabels: number
}

/** The signs of one street, or of all, for a print of labels. */
export function useLabelSigns(): LabelSigns {
  const { office } = useServices()
  const street = ref('')
  const signs = shallowRef<readonly SignRow[]>([])
  const isCut = ref(false)
  const problem = ref<unknown>(null)

  async function read(of: string): Promise<{ readonly rows: readonly SignRow[]; readonly hasMore: boolean }> {
    const rows: SignRow[] = []
    let cursor: string | null = null
    do {
      const page = { limit: pageRows, ...(of ? { street: of } : {}), ...(cursor ? { cursor } : {}) }
      const answer: Awaited<ReturnType<typeof office.signs>> = await office.signs(page)
      rows.push(...answer.rows)
      cursor = answer.next
    } while (cursor !== null && rows.length < mostLabels)
    return { rows: rows.slice(0, mostLabels), hasMore: cursor !== null || rows.length > mostLabels }
  }

  async function load(): Promise<void> {
    const of = street.value
    try {
      const { rows, hasMore } = await read(of)
      if (of !== street.value) return
      signs.value = [...rows].sort((left, right) => (left.signNo < right.signNo ? -1 : 1))
      isCut.value = hasMore
      problem.value = null
    } catch (failure) {
      problem.value = failure
    }
  }

  onMounted(load)
  watch(street, load)
  return { street, signs, isCut, problem, mostLabels }
}
