import { describe, expect, test, vi } from 'vitest'
import type { SyncStatus } from '../../../../src/device/sync/sync-engine.ts'
import { finding, tally } from '../../../support/field-records.ts'
import { brokenLine, problem, silence, type ScriptedCall } from '../../../support/scripted-line.ts'
import { createSyncingPhone, goodServer, requestOf, syncAnswer } from '../../../support/syncing-phone.ts'

const unsent = ({ db }: ReturnType<typeof createSyncingPhone>) => db.journal.where('sendState').equals('queued').count()

describe('a pass', () => {
  test('sends what is queued and takes the server’s word for each', async () => {
    const phone = createSyncingPhone(goodServer)
    const [saved] = await phone.journal.record([tally()])
    expect((await phone.sync.syncNow()).last).toMatchObject({ health: 'ok' })
    expect(await phone.db.journal.get(saved!.id)).toMatchObject({ sendState: 'accepted', rev: 1 })
  })

  test('[SYNC-7] keeps a refused entry with its reason, and sends it no more', async () => {
    const phone = createSyncingPhone((call) =>
      syncAnswer(call, {
        results: requestOf(call).entries.map((entry) => ({
          id: (entry as { id: string }).id,
          status: 'refused',
          code: 'entry/newer-reason',
        })),
      }),
    )
    const [saved] = await phone.journal.record([tally()])
    await phone.sync.syncNow()
    await phone.sync.syncNow()
    expect(await phone.db.journal.get(saved!.id)).toMatchObject({ sendState: 'refused', code: 'entry/newer-reason' })
    expect(phone.line.calls.map((call) => requestOf(call).entries.length)).toEqual([1, 0])
  })

  test('[SYNC-16] asks again until no page waits', async () => {
    const phone = createSyncingPhone((call) => {
      const page = phone.line.calls.length
      return syncAnswer(call, {
        deltas: [
          { scope: 'squad-1', to: `cursor-${page}`, complete: page === 3, entries: [], assignments: [], gone: [] },
        ],
        more: page < 3,
      })
    })
    await phone.sync.syncNow()
    expect(phone.line.calls.map((call) => Object.values(requestOf(call).cursors)[0] ?? null)).toEqual([
      null,
      'cursor-1',
      'cursor-2',
    ])
  })

  test('ends when a server says “more” and gives nothing', async () => {
    const phone = createSyncingPhone((call) =>
      syncAnswer(call, {
        deltas: [{ scope: 'squad-1', to: 'same', complete: false, entries: [], assignments: [], gone: [] }],
        more: true,
      }),
    )
    await phone.sync.syncNow()
    expect(phone.line.calls).toHaveLength(2)
  })

  test('[SYNC-25] takes an answer to another call for none', async () => {
    const phone = createSyncingPhone((call) => syncAnswer(call, { nonce: 'of another call' }))
    await phone.journal.record([tally()])
    expect((await phone.sync.syncNow()).last).toMatchObject({ health: 'offline', code: 'network/not-ours' })
    expect(await unsent(phone)).toBe(1)
  })

  test('does not ask for ever where the server answers for none of what was pushed', async () => {
    const phone = createSyncingPhone((call) => syncAnswer(call, { results: [] }))
    await phone.journal.record([tally()])
    await phone.sync.syncNow()
    expect(phone.line.calls).toHaveLength(1)
    expect(await unsent(phone)).toBe(1)
  })

  test('sends nothing beside another window’s pass, and says nothing about it', async () => {
    const phone = createSyncingPhone(goodServer, { lock: () => Promise.resolve('busyElsewhere') })
    await phone.journal.record([tally()])
    expect((await phone.sync.syncNow()).last).toEqual({ health: 'never' })
    expect(phone.line.calls).toEqual([])
  })

  test('that is asked for while another runs joins it, and what was saved meanwhile still goes', async () => {
    let letGo = (): void => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    const phone = createSyncingPhone(async (call) => {
      if (phone.line.calls.length === 1) await held
      return goodServer(call)
    })
    const first = phone.sync.syncNow()
    await phone.journal.record([tally()])
    const second = phone.sync.syncNow()
    letGo()
    expect(second).toBe(first)
    await first
    expect(await unsent(phone)).toBe(0)
  })

  test('that fails is tried once more for a person who asked while it ran', async () => {
    let letGo = (): void => undefined
    const held = new Promise<void>((resolve) => (letGo = resolve))
    const phone = createSyncingPhone(async (call) => {
      if (phone.line.calls.length > 1) return goodServer(call)
      await held
      return brokenLine()
    })
    await phone.journal.record([tally()])
    phone.trigger()
    await vi.waitFor(() => expect(phone.line.calls).toHaveLength(1))
    const asked = phone.sync.syncNow()
    letGo()
    expect((await asked).last).toMatchObject({ health: 'ok' })
    expect(await unsent(phone)).toBe(0)
  })

  test('that is ending when a person asks is followed by one of hers', async () => {
    const phone = createSyncingPhone((call) =>
      isRefusing && call.method === 'PUT' ? problem(500, 'server/failed') : goodServer(call),
    )
    let isRefusing = true
    await phone.journal.record([finding(phone.journal.newId(), [await phone.takePhoto(new Uint8Array([1, 2]))])])
    await phone.sync.syncNow()
    isRefusing = false
    let isAsked = false
    phone.sync.subscribe(({ now }) => {
      if (now.phase !== 'idle' || isAsked) return
      isAsked = true
      void phone.sync.syncNow()
    })
    phone.trigger()
    await vi.waitFor(() => expect(isAsked).toBe(true))
    await phone.sync.syncNow()
    expect(await phone.db.parts.where('sendState').equals('queued').count()).toBe(0)
  })

  test('is told of step by step', async () => {
    const phone = createSyncingPhone(goodServer)
    await phone.journal.record([tally()])
    const phases: SyncStatus['now']['phase'][] = []
    const leave = phone.sync.subscribe((status) => phases.push(status.now.phase))
    await phone.sync.syncNow()
    leave()
    await phone.sync.syncNow()
    expect(phases).toEqual(['sendingEntries', 'idle'])
  })
})

describe('a line that fails', () => {
  test('leaves everything queued, says since when, and waits before the next try', async () => {
    const phone = createSyncingPhone(brokenLine)
    await phone.journal.record([tally()])
    const sinceMs = phone.clock.now()
    await phone.sync.syncNow()
    phone.clock.advance(5_000)
    expect((await phone.sync.syncNow()).last).toEqual({ health: 'offline', sinceMs, code: 'network/unreachable' })
    expect(phone.waitsMs).toHaveLength(2)
    expect(await unsent(phone)).toBe(1)
  })

  test('that hangs is given up by the clock, and the next push is smaller', async () => {
    const phone = createSyncingPhone(silence)
    await phone.journal.record(Array.from({ length: 30 }, () => tally()))
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const pass = phone.sync.syncNow()
      while (phone.line.timeoutsMs().length === 0) await new Promise((resolve) => setImmediate(resolve))
      phone.line.expire()
      expect((await pass).last).toMatchObject({ health: 'offline', code: 'network/timeout' })
    }
    expect(phone.line.calls.map((call) => requestOf(call).entries.length)).toEqual([30, 25])
  })
})

describe('a server that', () => {
  test('[AUTH-5] knows no session any more pauses the queue and loses nothing', async () => {
    const phone = createSyncingPhone(() => problem(401, 'session/missing'))
    await phone.journal.record([tally()])
    expect((await phone.sync.syncNow()).last).toEqual({ health: 'loginNeeded' })
    expect(await unsent(phone)).toBe(1)
  })

  test('[AUTH-7] has revoked the device is sent nothing more, and everything is kept', async () => {
    const phone = createSyncingPhone(() => problem(403, 'device/revoked'))
    await phone.journal.record([tally()])
    expect((await phone.sync.syncNow()).last).toEqual({ health: 'revoked', erase: null })
    await phone.sync.syncNow()
    expect(phone.line.calls).toHaveLength(1)
    expect(await unsent(phone)).toBe(1)
  })

  test('[WIRE-4] asks to wait is left alone for so long, whoever asks', async () => {
    const phone = createSyncingPhone(() => problem(429, 'request/too-many', 60_000))
    await phone.sync.syncNow()
    expect(phone.waitsMs[0]).toBeGreaterThanOrEqual(60_000)
    phone.clock.advance(59_000)
    await phone.sync.syncNow()
    phone.trigger()
    expect(phone.line.calls).toHaveLength(1)
    phone.clock.advance(1_000)
    await phone.sync.syncNow()
    expect(phone.line.calls).toHaveLength(2)
  })

  test('stumbles over one entry gets the others after three failures', async () => {
    const isPoison = (entry: unknown): boolean => (entry as { data: { counter?: string } }).data.counter === 'poster'
    const phone = createSyncingPhone((call: ScriptedCall) =>
      requestOf(call).entries.some(isPoison) ? problem(500, 'server/failed') : goodServer(call),
    )
    await phone.journal.record(Array.from({ length: 40 }, (_, index) => tally(index === 20 ? 'poster' : 'vendor')))
    for (let pass = 0; pass < 4; pass += 1) await phone.sync.syncNow()
    expect(await unsent(phone)).toBe(1)
  })

  test('[SYNC-18] is newer and speaks of unknown roles and collections is understood all the same', async () => {
    const phone = createSyncingPhone((call) =>
      syncAnswer(call, {
        members: [{ scope: 'squad-1', role: 'observer' }],
        deltas: [
          {
            scope: 'squad-1',
            to: 'cursor-1',
            complete: true,
            entries: [],
            assignments: [{ collection: 'patrolCars', id: 'c1', scope: 'squad-1', rev: 1, v: 1, data: {} }],
            gone: [],
          },
        ],
      }),
    )
    expect((await phone.sync.syncNow()).last).toMatchObject({ health: 'ok' })
    expect(await phone.db.assignments.get('patrolCars/c1')).toBeDefined()
  })
})
