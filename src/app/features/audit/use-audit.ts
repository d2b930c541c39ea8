import { onMounted, reactive, ref, shallowRef, watch } from 'vue'
import { addDays, localTimeToMs } from '../../../domain/duty/local-day.ts'
import type { AuditChainResponse, AuditLine } from '../../../protocol/audit.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useServices } from '../../composables/use-services.ts'

/** The audit as it is filtered, a page at a time, and what came of reading all of it again. */
export function useAudit() {
  const { office } = useServices()
  const { session } = usePerson()
  const filter = reactive({ act: '', person: '', from: '', to: '' })
  const lines = shallowRef<readonly AuditLine[]>([])
  const next = ref<number | null>(null)
  const loaded = ref(false)
  const problem = ref<unknown>(null)
  const chain = ref<AuditChainResponse | 'running' | null>(null)

  const startOf = (date: string): string => new Date(localTimeToMs(date, '00:00', session.timeZone)).toISOString()
  const endOf = (date: string): string =>
    new Date(localTimeToMs(addDays(date, 1), '00:00', session.timeZone) - 1).toISOString()
  const query = (before: number | null) => ({
    ...(filter.act ? { act: filter.act } : {}),
    ...(filter.person ? { person: filter.person } : {}),
    ...(filter.from ? { from: startOf(filter.from) } : {}),
    ...(filter.to ? { to: endOf(filter.to) } : {}),
    ...(before === null ? {} : { before }),
  })

  /** The last that was asked for counts: an older answer may come after it. */
  let asked = 0
  async function load(before: number | null): Promise<void> {
    const mine = (asked += 1)
    try {
      const page = await office.audit(query(before))
      if (mine !== asked) return
      lines.value = before === null ? page.lines : [...lines.value, ...page.lines]
      next.value = page.next
      problem.value = null
    } catch (failure) {
      if (mine === asked) problem.value = failure
    }
    loaded.value = true
  }

  async function verify(): Promise<void> {
    chain.value = 'running'
    try {
      chain.value = await office.auditChain()
    } catch (failure) {
      chain.value = null
      problem.value = failure
    }
  }

  watch(filter, () => void load(null))
  onMounted(() => void load(null))
  return { filter, lines, next, loaded, problem, chain, more: () => load(next.value), verify }
}
