import { backoffDelayMs } from '../../lib/backoff.ts'
import { DeviceProblem } from '../device-problem.ts'
import { erasureOf } from '../erase/erasure-of.ts'
import { ApiProblem } from '../http/api-problem.ts'
import { exchange } from './exchange.ts'
import { forgetWaits } from './postpone-push.ts'
import { proveHoldings } from './prove-holdings.ts'
import { sendParts } from './send-parts.ts'
import type { SyncEngine, SyncHealth, SyncPhase, SyncStatus } from './sync-engine.ts'
import type { SyncParts } from './sync-parts.ts'
import { createTextBesideParts, type TextBesideParts } from './text-beside-parts.ts'
import type { Triggers } from './triggers.ts'

/** A server that always says "more" must not hold a phone for ever; the next pass goes on. */
const roundsPerPass = 2_000

/** How a contact ended that ended with `failure`. */
function healthAfter(failure: unknown, before: SyncHealth, nowMs: number): SyncHealth {
  if (failure instanceof ApiProblem && failure.code === 'device/revoked')
    return { health: 'revoked', erase: erasureOf(failure) }
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
  /** Asked for while a pass ran. */
  let isAskedAgain = false
  /** While parts are on their way. */
  let textBeside: TextBesideParts | null = null
  /** A person asked for the pass that runs or comes next. */
  let isProofAsked = false
  /** Until a round begins that serves her: what was postponed goes too. */
  let isPersonWaiting = false
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

  /** Resolves with the failure that stops no part. */
  async function exchangeForParts(): Promise<unknown> {
    const failure = await exchangeAll().catch((reason: unknown) => reason)
    if (failure !== undefined && !isStorageFailure(failure)) throw failure
    return failure
  }

  async function sendPartsAndText(): Promise<void> {
    const text = createTextBesideParts(async () => void (await exchangeForParts()))
    textBeside = text
    try {
      await sendParts(parts, {
        onProgress: ({ sentBytes, totalBytes }) => set({ phase: 'sendingParts', sentBytes, totalBytes }),
        mayGoOn: () => text.settled().then(() => !isStopped),
      })
    } finally {
      textBeside = null
      // Also when the parts have failed: what still ran would run on beside the next pass, or another window's.
      await text.settled()
    }
  }

  async function forgetWaitsWhenAsked(): Promise<void> {
    if (!isPersonWaiting) return
    isPersonWaiting = false
    await forgetWaits(parts)
  }

  async function pass(): Promise<void> {
    do {
      isAskedAgain = false
      await forgetWaitsWhenAsked()
      const failure = await exchangeForParts()
      await sendPartsAndText()
      if (failure !== undefined) throw failure
      if (!isAskedAgain && !isStopped) await prove()
    } while (isAskedAgain && !isStopped)
  }

  async function tryPass(): Promise<void> {
    try {
      isAskedAgain = false
      // Here too: where another window holds the lock, its next round serves her.
      await forgetWaitsWhenAsked()
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
  }

  /** A revoked phone shows that it is, and sends nothing more. */
  const isBarred = (): boolean => isStopped || status.last.health === 'revoked' || clock.monotonicMs() < waitUntilMs

  /** A tap is served whatever came of the pass that ran; a hint that came too late for its last round, where the line is good. */
  const isAskOpen = (): boolean => isPersonWaiting || (isAskedAgain && status.last.health === 'ok')

  async function runPass(): Promise<SyncStatus> {
    do await tryPass()
    while (isAskOpen() && !isBarred())
    return status
  }

  /** Text goes now, whatever the photos do; photos that came with it go in a round after this one. */
  function askAgain(): void {
    isAskedAgain = true
    textBeside?.ask()
  }

  function request(): Promise<SyncStatus> {
    if (isBarred()) return running ?? Promise.resolve(status)
    if (running) askAgain()
    running ??= runPass().finally(() => (running = null))
    return running
  }

  return {
    syncNow: () => {
      isProofAsked = true
      isPersonWaiting = true
      return request()
    },
    nudge: () => triggers.soon(),
    status: () => status,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    start: () => triggers.start(() => void request()),
    stop: () => {
      isStopped = true
      triggers.stop()
    },
  }
}
