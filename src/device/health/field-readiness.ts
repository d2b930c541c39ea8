import type { Persistence } from './storage-facts.ts'

/** Why 离线可用 may or may not be said; each is checked, none assumed. */
export interface FieldReadiness {
  readonly shellCached: boolean
  readonly controlled: boolean
  readonly dataComplete: boolean
  readonly storageProbed: boolean
  readonly persisted: Persistence
  readonly freeBytes: number | null
}

export const isOfflineReady = (readiness: FieldReadiness): boolean =>
  readiness.shellCached && readiness.controlled && readiness.dataComplete && readiness.storageProbed
