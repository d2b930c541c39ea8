import { onMounted, ref, shallowRef } from 'vue'
import type { OutsideUnit } from '../../../domain/casework/outside-unit.ts'
import type { OutsideUnitListResponse } from '../../../protocol/outside.ts'
import { useServices } from '../../composables/use-services.ts'

/** 外单位: the register as the server has it, and its edits; a stale one reads the newest state again. */
export function useOutsideUnits() {
  const { office } = useServices()
  const units = shallowRef<OutsideUnitListResponse['units']>([])
  const loaded = ref(false)
  const problem = ref<unknown>(null)

  async function reload(): Promise<void> {
    try {
      units.value = await office.outsideUnits()
      loaded.value = true
    } catch (failure) {
      problem.value = failure
    }
  }

  async function save(unit: OutsideUnit, baseRev: number | null): Promise<boolean> {
    try {
      await office.saveOutsideUnit({ unit, baseRev })
      problem.value = null
      await reload()
      return true
    } catch (failure) {
      await reload()
      problem.value = failure
      return false
    }
  }

  onMounted(reload)
  return { units, loaded, problem, save }
}
