import { Gauge, type Registry } from 'prom-client'
import type { ServerState } from './read-state.ts'

export interface ScrapedState {
  /** Null where the store does not answer: what is not known is not shown as nothing. */
  readonly state: ServerState | null
  readonly freeBytes: number
  readonly nowMs: number
}

const ageSeconds = (since: string, nowMs: number): number => Math.max(0, (nowMs - Date.parse(since)) / 1000)

/** Gauges of how the work stands; set anew for each scrape. */
export function createStateMetrics(registry: Registry): (scraped: ScrapedState) => void {
  const gauge = (name: string, help: string): Gauge => new Gauge({ name: `xunhu_${name}`, help, registers: [registry] })
  const storeUp = gauge('store_up', '1 where the database answers.')
  const freeBytes = gauge('data_free_bytes', 'What the disk under DATA_DIR still takes.')
  const counts = {
    feedRows: gauge('feed_rows', 'Rows of all feeds: all that was ever accepted, and the assignments.'),
    refusedEntries: gauge('refused_entries', 'Records that were received and have no effect.'),
    quarantinedEntries: gauge('quarantined_entries', 'Records set apart: unreadable, or an id with two contents.'),
    expectedParts: gauge('expected_parts', 'Photos and other parts whose record has come and whose bytes have not.'),
    devicesWithUnsent: gauge('devices_with_unsent', 'Phones that hold something unsent, by their own last word.'),
  } as const satisfies Partial<Record<keyof ServerState, Gauge>>
  const oldestUnsent = gauge(
    'oldest_unsent_age_seconds',
    'Age of the oldest record that a phone has not sent; 0: none.',
  )
  const backupAge = gauge('backup_age_seconds', 'Since the moment that the last verified backup covers; NaN: none.')

  return ({ state, freeBytes: free, nowMs }) => {
    storeUp.set(state ? 1 : 0)
    freeBytes.set(free)
    for (const [name, one] of Object.entries(counts)) one.set(state ? state[name as keyof typeof counts] : NaN)
    oldestUnsent.set(state?.oldestUnsentAt ? ageSeconds(state.oldestUnsentAt, nowMs) : state ? 0 : NaN)
    backupAge.set(state?.backupCoversUntil ? ageSeconds(state.backupCoversUntil, nowMs) : NaN)
  }
}
