import { beforeEach, describe, expect, test } from 'vitest'
import type { Account, LoginOutcome } from '../../../../src/device/account/account.ts'
import type { JournalRow } from '../../../../src/device/database/rows.ts'
import { createAccountKeep } from '../../../../src/device/account/account-keep.ts'
import { createAccount } from '../../../../src/device/account/create-account.ts'
import { createDatabase } from '../../../../src/device/database/database.ts'
import { DeviceProblem } from '../../../../src/device/device-problem.ts'
import { ApiProblem } from '../../../../src/device/http/api-problem.ts'
import type { CallOptions, HttpClient } from '../../../../src/device/http/http-client.ts'
import type { PersonId } from '../../../../src/domain/ids.ts'
import { createSeededRandom } from '../../../../src/lib/random.ts'
import type { LoginRequest, SessionResponse } from '../../../../src/protocol/session.ts'
import { finding, tally } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createManualClock } from '../../../support/manual-clock.ts'
import { createPhoneStorage, type PhoneStorage, type StorageEngine } from '../../../support/phone-storage.ts'

const names: Readonly<Record<string, string>> = { 1001: '张三', 1002: '李四' }

const sessionOf = (number: string): SessionResponse => ({
  personId: `p-${number}` as PersonId,
  number,
  name: names[number] ?? number,
  role: 'officer',
  members: [],
  epoch: 'epoch-1',
  now: '2026-11-20T06:30:00.000Z',
  timeZone: 'Asia/Shanghai',
  sample: false,
})

function createMemory(): Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> {
  const values = new Map<string, string>()
  return {
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
  }
}

describe('who works on this phone', () => {
  let engine: StorageEngine
  let memory: ReturnType<typeof createMemory>
  let failure: Error | null
  let asked: { readonly path: string; readonly body: LoginRequest }[]
  let account: Account
  let windows: number

  /** A server that lets everybody in, unless a test gives it a failure. */
  const http: HttpClient = {
    call: async (_method: string, path: string, _schema: unknown, options: CallOptions = {}) => {
      const body = options.body as LoginRequest
      asked.push({ path, body })
      if (failure) throw failure
      return (path === '/api/login' ? sessionOf(body.number) : { signedOut: true }) as never
    },
  }

  const startApp = (): Account =>
    createAccount({
      http,
      clock: createManualClock(),
      random: createSeededRandom(asked.length + 1),
      memory,
      accountKeep: createAccountKeep({ memory, ...engine }),
      openDatabase: (personId) => createDatabase({ personId, ...engine }),
      databaseNames: async () => (await engine.indexedDB.databases()).map(({ name }) => name ?? ''),
    })

  const signIn = (number: string): Promise<LoginOutcome> => account.login(number, 'secret')

  /** Work of a person on this phone, in the database of that person. */
  async function asPerson(number: string, work: (phone: PhoneStorage) => Promise<unknown>): Promise<void> {
    const phone = createPhoneStorage(engine, { personId: sessionOf(number).personId, seed: (windows += 1) })
    await work(phone)
    phone.db.close()
  }

  beforeEach(() => {
    engine = createEngine()
    memory = createMemory()
    failure = null
    asked = []
    windows = 0
    account = startApp()
  })

  test('nobody is remembered on a new phone', () => {
    expect(account.remembered()).toBeNull()
  })

  test('who has signed in is remembered at the next start, without network', async () => {
    expect(await signIn('1001')).toEqual({ outcome: 'signedIn', session: sessionOf('1001') })
    failure = new DeviceProblem('network/unreachable')
    expect(startApp().remembered()).toEqual({ session: sessionOf('1001'), device: asked[0]?.body.device })
  })

  test('the password is not kept on the phone', async () => {
    await signIn('1001')
    const kept = ['xunhu.current', 'xunhu.known', 'xunhu.devices'].map((key) => memory.getItem(key)).join()
    expect(kept).toContain('1001')
    expect(kept).not.toContain('secret')
  })

  test.each<[string, Error, LoginOutcome]>([
    ['a wrong password', new ApiProblem('login/refused'), { outcome: 'refused' }],
    ['too many tries', new ApiProblem('login/throttled', {}, 30_000), { outcome: 'throttled', retryAfterMs: 30_000 }],
    ['no network', new DeviceProblem('network/unreachable'), { outcome: 'unreachable', code: 'network/unreachable' }],
    ['a captive portal', new DeviceProblem('network/not-ours'), { outcome: 'unreachable', code: 'network/not-ours' }],
    ['a failing server', new ApiProblem('server/failed'), { outcome: 'unreachable', code: 'server/failed' }],
  ])('%s is said as what it is, and signs nobody out', async (_, thrown, outcome) => {
    await signIn('1001')
    failure = thrown
    expect(await signIn('1002')).toEqual(outcome)
    expect(account.remembered()?.session.number).toBe('1001')
  })

  test("a programmer's error is not told as a network that is down", async () => {
    failure = new TypeError('broken')
    await expect(signIn('1001')).rejects.toThrow('broken')
  })

  test('a phone is the same device for a person at every sign-in, even when the first answer was lost', async () => {
    failure = new DeviceProblem('network/timeout')
    await signIn('1001')
    failure = null
    account = startApp()
    await signIn('1001')
    expect(asked[1]?.body.device).toBe(asked[0]?.body.device)
  })

  test('[SYNC-8] a phone that a kill made forget, and whose start did not wait to be told, signs in as the same device', async () => {
    await signIn('1001')
    memory = createMemory()
    account = startApp()
    await signIn('1001')
    expect(asked[1]?.body.device).toBe(asked[0]?.body.device)
  })

  test('a shared phone is another device for each of its people', async () => {
    await signIn('1001')
    await signIn('1002')
    expect(asked[1]?.body.device).not.toBe(asked[0]?.body.device)
  })

  test('unreadable memory is an empty one', () => {
    memory.setItem('xunhu.known', '{broken')
    memory.setItem('xunhu.current', 'null')
    expect(startApp().remembered()).toBeNull()
  })

  describe('signing out', () => {
    beforeEach(async () => void (await signIn('1001')))

    test('is done when everything has been sent', async () => {
      await asPerson('1001', ({ db }) => db.open())
      expect(await account.logout()).toEqual({ outcome: 'signedOut' })
      expect(account.remembered()).toBeNull()
      expect(asked.at(-1)?.path).toBe('/api/logout')
    })

    test('is refused while a record is unsent, with how many', async () => {
      await asPerson('1001', ({ journal }) => journal.record([tally(), tally()]))
      expect(await account.logout()).toEqual({ outcome: 'refused', unsentEntries: 2, unsentPhotos: 0, unsentVoices: 0 })
      expect(account.remembered()?.session.number).toBe('1001')
    })

    test('is refused while a photo is unsent', async () => {
      await asPerson('1001', async (phone) => recordAcceptedFinding(phone))
      expect(await account.logout()).toEqual({ outcome: 'refused', unsentEntries: 0, unsentPhotos: 1, unsentVoices: 0 })
    })

    test('works without network', async () => {
      failure = new DeviceProblem('network/unreachable')
      expect(await account.logout()).toEqual({ outcome: 'signedOut' })
      expect(account.remembered()).toBeNull()
    })

    test('leaves the data of the person on the phone', async () => {
      await asPerson('1001', ({ drafts }) => drafts.save({ id: 'draft', kind: 'finding', subject: '', data: {} }))
      await account.logout()
      await asPerson('1001', async ({ drafts }) => expect(await drafts.load('draft')).toBeDefined())
    })

    test('twice is signing out once', async () => {
      await account.logout()
      expect(await account.logout()).toEqual({ outcome: 'signedOut' })
    })
  })

  /** A finding that the server accepted, with one photo still to send. */
  async function recordAcceptedFinding({ photos, journal, db }: PhoneStorage): Promise<void> {
    const ref = await photos.take({
      bytes: new ArrayBuffer(3),
      mime: 'image/jpeg',
      role: 'far',
      source: 'camera',
      draftId: 'draft',
      takenAtMs: 1,
    })
    const [entry] = await journal.record([finding(journal.newId(), [ref])])
    await db.journal.update(entry!.id, { sendState: 'accepted', rev: 1 })
  }

  describe("others' unsent work", () => {
    beforeEach(async () => {
      await signIn('1001')
      await asPerson('1001', ({ journal }) => journal.record([tally(), tally(), tally()]))
      await signIn('1002')
    })

    test('is told by name and count', async () => {
      expect(await account.othersUnsent()).toEqual([{ personId: 'p-1001', name: '张三', entries: 3 }])
    })

    test("does not name one's own", async () => {
      await asPerson('1002', ({ journal }) => journal.record([tally()]))
      expect((await account.othersUnsent()).map(({ name }) => name)).toEqual(['张三'])
    })

    test('counts a record once whose photos are missing', async () => {
      await asPerson('1001', async (phone) => {
        await phone.db.journal.toCollection().modify({ sendState: 'accepted' })
        await recordAcceptedFinding(phone)
      })
      expect(await account.othersUnsent()).toEqual([{ personId: 'p-1001', name: '张三', entries: 1 }])
    })

    test('counts what was refused until it is corrected: nobody but its author can do that', async () => {
      const refuse = (params: JournalRow['params']) =>
        asPerson('1001', ({ db }) => db.journal.toCollection().modify({ sendState: 'refused', params }))
      await refuse({})
      expect(await account.othersUnsent()).toEqual([{ personId: 'p-1001', name: '张三', entries: 3 }])
      await refuse({ answeredBy: 'another' })
      expect(await account.othersUnsent()).toEqual([])
    })

    test('is nothing once everything of theirs has been sent', async () => {
      await asPerson('1001', ({ db }) => db.journal.toCollection().modify({ sendState: 'accepted' }))
      expect(await account.othersUnsent()).toEqual([])
    })

    test('[AUTH-11] is what is remembered when everybody else is forgotten', async () => {
      const keys = account.forgetAllBut(['p-1001' as PersonId])
      expect(keys).toEqual(['xunhu.known', 'xunhu.devices'])
      expect(account.remembered()).toBeNull()
      expect(await account.othersUnsent()).toMatchObject([{ name: '张三' }])
      expect(JSON.stringify(keys.map((key) => memory.getItem(key)))).not.toContain('李四')
      expect(account.forgetAllBut([])).toEqual([])
      expect(keys.map((key) => memory.getItem(key))).toEqual([null, null])
    })

    test('makes no database for somebody who has none', async () => {
      await signIn('1003')
      await signIn('1002')
      await account.othersUnsent()
      expect((await engine.indexedDB.databases()).map(({ name }) => name)).not.toContain('xunhu-p-1003')
    })
  })
})
