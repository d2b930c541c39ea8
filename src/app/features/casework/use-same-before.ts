import { onMounted, ref, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { CaseState } from '../../../domain/casework/case-state.ts'
import { mayHaveRelapsed } from '../../../domain/casework/relapse.ts'
import type { CaseRow, SimilarCasesResponse } from '../../../protocol/office.ts'
import { useServices } from '../../composables/use-services.ts'

export interface SameBefore {
  /** Open, of the same kind, near and on the same day. */
  readonly similar: ShallowRef<SimilarCasesResponse['rows']>
  /** Struck off at the same point within 30 days. */
  readonly relapsed: ShallowRef<readonly CaseRow[]>
  readonly problem: Readonly<Ref<unknown>>
}

/** What a report may be, before it is filed: a case that somebody works on already, or one that has come back. */
export function useSameBefore({ caseId, scope, report, reportedAtMs }: CaseState): SameBefore {
  const { office } = useServices()
  const similar = shallowRef<SimilarCasesResponse['rows']>([])
  const relapsed = shallowRef<readonly CaseRow[]>([])
  const problem = ref<unknown>(null)

  async function findRelapsed(): Promise<readonly CaseRow[]> {
    const { fix, text } = report.place
    if (!fix && text === '') return []
    const point = fix ? { lat: fix.lat, lng: fix.lng } : {}
    const same = await office.samePoint({ scope, category: report.category, place: text, ...point })
    return same.flatMap(({ row }) => {
      const endedAtMs = Date.parse(row.actBy ?? row.reportedAt)
      return mayHaveRelapsed({ state: row.state, queue: row.queue ?? null, endedAtMs }, reportedAtMs) ? [row] : []
    })
  }

  onMounted(async () => {
    try {
      ;[similar.value, relapsed.value] = await Promise.all([office.similarCases(caseId), findRelapsed()])
    } catch (failure) {
      problem.value = failure
    }
  })
  return { similar, relapsed, problem }
}
