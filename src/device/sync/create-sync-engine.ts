import { backoffDelayMs } from '../../lib/backoff.ts'
import { DeviceProblem } from '../device-problem.ts'
import { ApiProblem } from '../http/api-problem.ts'
import { proveHoldings } from './check-digests.ts'
import { exchange } from './exchange.ts'
import { forgetWaits } from './postpone-push.ts'
import { sendParts } from './send-parts.ts'
import type { SyncEngine, SyncHealth, SyncPhase, SyncStatus } from './sync-engine.ts'
import type { SyncParts } from './sync-parts.ts'
import type { Triggers } from './triggers.ts'

/** A server that always says "more" must not hold a phone for ever; the next pass goes on. */
const roundsPerPass = 2_000

/** How a contact ended that ended with `failure`. */
function healthAfter(failure: unknown, before: SyncHealth, nowMs: number): SyncHealth {
  if (failure instanceof ApiProblem && failure.code === 'device/revoked') return { health: 'revoked' }
  if (failure instanceof ApiProblem && failure.retry === 'login') return { health: 'loginNeeded' }
  const code = failure instanceof ApiProblem || failure instanceof DeviceProblem ? failure.code : 'server/failed'
  return { health: 'offline', sinceMs: before.health === 'offline' ? before.sinceMs : nowMs, code }
}

/** A phone that has no room for what comes can still send, and must: what the server holds may be freed. */
const isStorageFailure = (failure: unknown): boolean =>
  failure instanceof DeviceProblem && failure.code.startsWith('storage/')

export function createSyncEngine(parts: SyncParts, triggers: Triggers): SyncEngine {
  const { clock, random } = parts
  const listeners = new Set<(status: SyncStatus) => void>()
  let status: SyncStatus = { now: { phase: 'idle' }, last: { health: 'never' } }
  let running: Promise<SyncStatus> | null = null
  /** Asked for while a pass ran: text that was saved meanwhile goes before the rest of the photos. */
  let isAskedAgain = false
  /** A person asked for the pass that runs or comes next. */
  let isProofAsked = false
  let isStopped = false
  let failures = 0
  /** By the monotonic clock: what the server asked us to wait for. */
  let waitUntilMs = 0

  function set(now: SyncPhase, last: SyncHealth = status.last): void {
    status = { now, last }
    for (const listener of listeners) listener(status)
  }

  async function exchangeAll(): Promise<void> {
    let pushed = 0
    let received = 0
    for (let round = 0; round < roundsPerPass && !isStopped; round += 1) {
      const queued = await parts.db.journal.where('sendState').equals('queued').count()
      set(
        queued > 0
          ? { phase: 'sendingEntries', sent: pushed, total: pushed + queued }
          : { phase: 'receiving', received },
      )
      const result = await exchange(parts)
      pushed += result.pushed
      received += result.received
      if (!result.more) return
    }
  }

  /** After everything else: text and photos never wait for the proof that they are there. */
  async function prove(): Promise<void> {
    const isAsked = isProofAsked
    isProofAsked = false
    if ((await proveHoldings(parts, isAsked)) === 'again') isAskedAgain = true
  }

  async function pass(): Promise<void> {
    do {
      isAskedAgain = false
      const failure = await exchangeAll().catch((reason: unknown) => reason)
      if (failure !== undefined && !isStorageFailure(failure)) throw failure
      await sendParts(parts, {
        onProgress: ({ sentBytes, totalBytes }) => set({ phase: 'sendingParts', sentBytes, totalBytes }),
        isInterrupted: () => isAskedAgain || isStopped,
      })
      if (failure !== undefined) throw failure
      if (!isAskedAgain && !isStopped) await prove()
    } while (isAskedAgain && !isStopped)
  }

  async function runPass(prepare: () => Promise<void>): Promise<SyncStatus> {
    try {
      await prepare()
      const outcome = await parts.lock(`xunhu-sync-${parts.personId}`, pass)
      failures = 0
      set({ phase: 'idle' }, outcome === 'busyElsewhere' ? status.last : { health: 'ok', atMs: clock.now() })
    } catch (failure) {
      failures += 1
      const askedMs = failure instanceof ApiProblem ? (failure.retryAfterMs ?? 0) : 0
      waitUntilMs = clock.monotonicMs() + askedMs
      set({ phase: 'idle' }, healthAfter(failure, status.last, clock.now()))
      triggers.after(Math.max(askedMs, backoffDelayMs(failures, random)))
    }
    return status
  }

  function request(prepare: () => Promise<void>): Promise<SyncStatus> {
    // A revoked phone shows that it is, and sends nothing more.
    const isBarred = status.last.health === 'revoked' || clock.monotonicMs() < waitUntilMs
    if (isStopped || isBarred) return running ?? Promise.resolve(status)
    if (running) isAskedAgain = true
    running ??= runPass(prepare).finally(() => (running = null))
    return running
  }

  return {
    syncNow: () => {
      isProofAsked = true
      return request(() => forgetWaits(parts))
    },
    nudge: () => triggers.soon(),
    status: () => status,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: () => triggers.start(() => void request(() => Promise.resolve())),
    stop: () => {
      isStopped = true
      triggers.stop()
    },
  }
}
