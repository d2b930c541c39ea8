import { onMounted, ref, shallowRef } from 'vue'
import { ApiProblem } from '../../../device/http/api-problem.ts'
import type { UnitLinkDesk } from '../../../device/outside/unit-link-desk.ts'
import type { UnitSheetResponse } from '../../../protocol/outside.ts'
import { useServices } from '../../composables/use-services.ts'

/** 43 characters of base64url behind `#`. */
const tokenIn = (hash: string): string => /^#([A-Za-z0-9_-]{43})$/.exec(hash)?.[1] ?? ''

/** The sheet that the link in the address opens, or why it opens none. */
export function useUnitSheet(hash: string) {
  const { unitDesk } = useServices()
  const token = tokenIn(hash)
  const state = ref<'opening' | 'open' | 'ended' | 'noLink' | 'failed'>(token === '' ? 'noLink' : 'opening')
  const sheet = shallowRef<UnitSheetResponse | null>(null)
  const desk = shallowRef<UnitLinkDesk | null>(null)

  async function read(): Promise<void> {
    if (token === '') return
    try {
      desk.value ??= await unitDesk()
      sheet.value = await desk.value.sheet(token)
      state.value = 'open'
    } catch (failure) {
      state.value = failure instanceof ApiProblem && failure.code === 'link/ended' ? 'ended' : 'failed'
    }
  }

  onMounted(read)
  return { token, state, sheet, desk, read }
}
