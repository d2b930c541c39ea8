import { onMounted, onUnmounted, shallowRef, type ShallowRef } from 'vue'
import type { AttentionResponse } from '../../../protocol/office.ts'
import { useServices } from '../../composables/use-services.ts'

export type RefusedRecord = AttentionResponse['rows'][number]

/** Older ones were talked about by now; they stay in the office's list and are not shown at every glance. */
const shownForMs = 7 * 24 * 60 * 60 * 1000

/** What the server received from the caller's people and gave no effect, of the last days; read again at news. */
export function useRefusedRecords(): Readonly<ShallowRef<readonly RefusedRecord[]>> {
  const { clock, office } = useServices()
  const refused = shallowRef<readonly RefusedRecord[]>([])

  async function load(): Promise<void> {
    const { rows } = await office.attention()
    refused.value = rows.filter((row) => clock.now() - Date.parse(row.receivedAt) <= shownForMs)
  }
  /** The board itself says when the server cannot be reached. */
  const reload = (): void => void load().catch(() => undefined)

  let stop: (() => void) | undefined
  onMounted(() => {
    reload()
    stop = office.onNews(reload)
  })
  onUnmounted(() => stop?.())
  return refused
}
