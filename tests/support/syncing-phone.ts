import { saveFact } from '../../src/device/database/facts.ts'
import { createSyncEngine } from '../../src/device/sync/create-sync-engine.ts'
import { noPassLock } from '../../src/device/sync/pass-lock.ts'
import { deviceReport } from '../../src/device/sync/device-report.ts'
import type { PassLock, SyncParts } from '../../src/device/sync/sync-parts.ts'
import type { SyncRequest } from '../../src/protocol/sync.ts'
import { createEngine } from './fresh-engine.ts'
import { createPhoneStorage, device, officer } from './phone-storage.ts'
import { createScriptedLine, type Script, type ScriptedAnswer, type ScriptedCall } from './scripted-line.ts'

export const requestOf = (call: ScriptedCall): SyncRequest => call.body as SyncRequest

/** What a server says that takes everything and has nothing new. */
export function syncAnswer(call: ScriptedCall, change: Readonly<Record<string, unknown>> = {}): ScriptedAnswer {
  const { nonce, entries } = requestOf(call)
  return {
    body: {
      now: '2026-11-20T06:30:00.000Z',
      epoch: 'epoch-1',
      nonce,
      results: entries.map((entry, index) => ({
        id: (entry as { id: string }).id,
        status: 'accepted',
        rev: index + 1,
      })),
      members: [{ scope: 'squad-1', role: 'officer' }],
      deltas: [],
      more: false,
      durable: {},
      ...change,
    },
  }
}

const commitOf = (path: string): string | undefined => /\/api\/parts\/(\w+)\/commit$/.exec(path)?.[1]

/** A server that takes everything, parts too, and knows what it has taken. */
export function createGoodServer(): Script {
  const stored = new Set<string>()
  return (call) => {
    if (call.path === '/api/sync') return syncAnswer(call)
    if (call.path === '/api/parts/have') {
      const { parts } = call.body as { parts: { sha256: string }[] }
      return {
        body: { parts: parts.map(({ sha256 }) => ({ sha256, state: stored.has(sha256) ? 'stored' : 'missing' })) },
      }
    }
    const committed = commitOf(call.path)
    if (committed === undefined) return { body: { index: Number(/\/(\d+)\?/.exec(call.path)?.[1]), stored: true } }
    stored.add(committed)
    return { body: { state: 'stored', readable: true } }
  }
}

/** The same without a memory, for what is asked of it once. */
export const goodServer: Script = (call) => createGoodServer()(call)

/** The real sync engine over the real storage, on a line that answers by script. */
export function createSyncingPhone(script: Script, options: { readonly lock?: PassLock } = {}) {
  const storage = createPhoneStorage(createEngine())
  const { db, clock, random, digest, sleep } = storage
  const line = createScriptedLine(script)
  // Compared with the digests just now, so that a script hears of pushes and pulls only.
  const checked = { atMs: clock.now(), epoch: 'epoch-1', unequalBlocks: 0, unhealedBlocks: 0 }
  void saveFact(db, 'digestCheck', checked)
  const waitsMs: number[] = []
  let start: () => void = () => undefined
  const parts: SyncParts = {
    db,
    http: line.http,
    clock,
    random,
    digest,
    sleep,
    personId: officer,
    device,
    bootId: 'boot-1',
    appBuild: 'test',
    lock: options.lock ?? noPassLock,
    report: () => deviceReport(db, { storage: 'persisted', freeBytes: null, sentinelLost: false }),
  }
  const sync = createSyncEngine(parts, {
    start: (run) => (start = run),
    stop: () => undefined,
    soon: () => undefined,
    after: (delayMs) => waitsMs.push(delayMs),
  })
  sync.start()
  return {
    ...storage,
    parts,
    sync,
    line,
    /** Waits that the engine asked its triggers for after a failure. */
    waitsMs,
    /** As the timer or an event starts a pass. */
    trigger: () => start(),
    /** Takes a picture of these bytes and reports it. */
    takePhoto: (bytes: Uint8Array<ArrayBuffer>) =>
      storage.photos.take({
        bytes: bytes.buffer,
        mime: 'image/jpeg',
        role: 'scene',
        source: 'camera',
        draftId: 'draft',
        takenAtMs: clock.now(),
      }),
    callsTo: (path: string) => line.calls.filter((call) => call.path.includes(path)),
  }
}

export type SyncingPhone = ReturnType<typeof createSyncingPhone>
