import type { Erasure } from '../../protocol/session.ts'

/** What the 同步 screen shows of the pass that runs now. */
export type SyncPhase =
  | { readonly phase: 'idle' }
  | { readonly phase: 'sendingEntries'; readonly sent: number; readonly total: number }
  | { readonly phase: 'receiving'; readonly received: number }
  | { readonly phase: 'sendingParts'; readonly sentBytes: number; readonly totalBytes: number }

/** How the last contact ended. `offline` is a normal state. */
export type SyncHealth =
  | { readonly health: 'never' }
  | { readonly health: 'ok'; readonly atMs: number }
  | { readonly health: 'offline'; readonly sinceMs: number; readonly code: string }
  | { readonly health: 'loginNeeded' }
  /** `erase`: what the server tells this device to do now. */
  | { readonly health: 'revoked'; readonly erase: Erasure | null }

export interface SyncStatus {
  readonly now: SyncPhase
  readonly last: SyncHealth
}

/** Pushes, then pulls, then sends parts; one pass at a time; safe to call from anywhere at any moment. */
export interface SyncEngine {
  /** Joins the pass that runs, else starts one. Never rejects: the outcome is in the status. */
  syncNow(): Promise<SyncStatus>
  /** A debounced pass soon: after a save, on visible, on `online`. */
  nudge(): void
  status(): SyncStatus
  subscribe(listener: (status: SyncStatus) => void): () => void
  /** Starts triggers and the jittered timer. */
  start(): void
  stop(): void
}
