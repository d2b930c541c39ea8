import { ref, shallowRef, watch, type Ref } from 'vue'
import { compareStandards, type StandardDifference } from '../../../domain/casework/compare-standards.ts'
import type { StandardVersionsResponse } from '../../../protocol/standards.ts'
import { useServices } from '../../composables/use-services.ts'

type Version = StandardVersionsResponse['versions'][number]

/** One version beside the one before it. */
export interface ComparedVersion {
  readonly version: number
  /** Null for the first that was kept: there is nothing to compare it with. */
  readonly differences: readonly StandardDifference[] | null
}

/** 历次版本: read when somebody asks, and again once there is a newer one. */
export function useStandardVersions(current: Readonly<Ref<number>>) {
  const { office } = useServices()
  const versions = shallowRef<readonly Version[]>([])
  const compared = shallowRef<ComparedVersion | null>(null)
  const isShown = ref(false)
  const problem = ref<unknown>(null)

  async function attempt(read: () => Promise<void>): Promise<void> {
    try {
      await read()
      problem.value = null
    } catch (failure) {
      problem.value = failure
    }
  }

  watch([isShown, current], ([shown]) => {
    if (shown) void attempt(async () => void (versions.value = await office.standardVersions()))
  })

  const compare = (version: number): Promise<void> =>
    attempt(async () => {
      const before = versions.value[versions.value.findIndex((each) => each.version === version) + 1]
      if (!before) {
        compared.value = { version, differences: null }
        return
      }
      const [old, now] = await Promise.all([office.standardVersion(before.version), office.standardVersion(version)])
      compared.value = { version, differences: compareStandards(old, now) }
    })

  return { versions, compared, isShown, problem, compare }
}
