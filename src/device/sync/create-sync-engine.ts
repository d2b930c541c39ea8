import { backoffDelayMs } from '../../lib/backoff.ts'
import { DeviceProblem } from '../device-problem.ts'
import { ApiProblem } from '../http/api-problem.ts'
import { exchange } from './exchange.ts'
import { sendParts } from './send-parts.ts'
import type { SyncEngine, SyncHealth, SyncPhase, SyncStatus } from './sync-engine.ts'
import type { SyncParts } from './sync-parts.ts'
import type { Triggers } from './triggers.ts'

/** A server that always says "more" must not hold a phone for ever; the next pass goes on. */
const roundsPerPass = 2_000

export function createSyncEngine(parts: SyncParts, triggers: Triggers): SyncEngine {
  const { clock, random } = parts
  const listeners = new Set<(status: SyncStatus) => void>()
  let status: SyncStatus = { now: { phase: 'idle' }, last: { health: 'never' } }
  let running: Promise<SyncStatus> | null = null
  let failures = 0

  function set(now: SyncPhase, last: SyncHealth = status.last): void {
    status = { now, last }
    for (const listener of listeners) listener(status)
  }

  async function exchangeAll(): Promise<void> {
    let pushed = 0
    let received = 0
    for (let round = 0; round < roundsPerPass; round += 1) {
      const queued = await parts.db.journal.where('sendState').equals('queued').count()
      set(queued > 0 ? { phase: 'sendingEntries', sent: pushed, total: pushed + queued } : { phase: 'receiving', received })
      const result = await exchange(parts)
      pushed += result.pushed
      received += result.received
      if (!result.more) return
    }
  }

  async function pass(): Promise<void> {
    await exchangeAll()
    await sendParts(parts, ({ sentBytes, totalBytes }) => set({ phase: 'sendingParts', sentBytes, totalBytes }))
  }

  function healthOf(failure: unknown): SyncHealth {
    if (failure instanceof ApiProblem && failure.code === 'device/revoked') return { health: 'revoked' }
    if (failure instanceof ApiProblem && failure.retry === 'login') return { health: 'loginNeeded' }
    const sinceMs = status.last.health === 'offline' ? status.last.sinceMs : clock.now()
    const code = failure instanceof ApiProblem || failure instanceof DeviceProblem ? failure.code : 'server/failed'
    return { health: 'offline', sinceMs, code }
  }

  async function runPass(): Promise<SyncStatus> {
    try {
      const outcome = await parts.lock(`xunhu-sync-${parts.personId}`, pass)
      failures = 0
      set({ phase: 'idle' }, outcome === 'busyElsewhere' ? status.last : { health: 'ok', atMs: clock.now() })
    } catch (failure) {
      failures += 1
      const askedMs = failure instanceof ApiProblem ? (failure.retryAfterMs ?? 0) : 0
      set({ phase: 'idle' }, healthOf(failure))
      triggers.after(Math.max(askedMs, backoffDelayMs(failures, random)))
    }
    return status
  }

  const syncNow = (): Promise<SyncStatus> => {
    running ??= runPass().finally(() => (running = null))
    return running
  }

  return {
    syncNow,
    nudge: () => triggers.soon(),
    status: () => status,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: () => triggers.start(() => void syncNow()),
    stop: () => triggers.stop(),
  }
}
