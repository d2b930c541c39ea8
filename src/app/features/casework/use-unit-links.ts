import { onMounted, onUnmounted, ref, shallowRef } from 'vue'
import type { DeviceId, SubjectId } from '../../../domain/ids.ts'
import type { UnitLinkListResponse, UnitLinkRequest } from '../../../protocol/outside.ts'
import { useServices } from '../../composables/use-services.ts'

/** The links given out for a case. The address of a new one is here until the screen is left, and nowhere else. */
export function useUnitLinks(caseId: SubjectId) {
  const { office } = useServices()
  const links = shallowRef<UnitLinkListResponse['links']>([])
  const address = ref('')
  const problem = ref<unknown>(null)

  async function attempt(act: () => Promise<void>): Promise<void> {
    try {
      await act()
      problem.value = null
    } catch (failure) {
      problem.value = failure
    }
  }

  const reload = (): Promise<void> =>
    attempt(async () => {
      links.value = await office.unitLinks(caseId)
    })
  const give = (days: UnitLinkRequest['days']): Promise<void> =>
    attempt(async () => {
      const { token } = await office.issueUnitLink({ caseId, days })
      address.value = `${location.origin}/u#${token}`
      links.value = await office.unitLinks(caseId)
    })
  const revoke = (linkId: DeviceId): Promise<void> =>
    attempt(async () => {
      await office.revokeUnitLink(linkId)
      address.value = ''
      links.value = await office.unitLinks(caseId)
    })

  let stop: (() => void) | undefined
  onMounted(() => {
    void reload()
    stop = office.onNews(() => void reload())
  })
  onUnmounted(() => stop?.())
  return { links, address, problem, give, revoke }
}
