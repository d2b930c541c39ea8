import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { must } from '../../../src/lib/must.ts'
import { restoreBackup } from '../../../src/server/backup/restore-backup.ts'
import { findAssignment } from '../../../src/server/services/assignments.ts'
import type { BesideFact } from '../../../src/server/store/beside-log.ts'
import { openBackedUpServer, type BackedUpServer } from '../../support/backed-up-server.ts'
import { newId } from '../../support/pushed-entries.ts'
import { testPassword, type LastingClient, type TestClient } from '../../support/test-server.ts'

let here: BackedUpServer

beforeEach(async () => {
  here = await openBackedUpServer()
})
afterEach(() => here.close())

describe('[SYNC-54] whoever was shut out since', () => {
  const isIn = async (client: TestClient): Promise<boolean> =>
    (await client.call({ url: '/api/session' })).statusCode === 200
  const post = (client: TestClient, url: string, payload: object) => client.call({ method: 'POST', url, payload })
  const signIn = async (password: string): Promise<number> => {
    const payload = { number: '1001', password, device: newId(here.server) }
    const headers = { 'x-xunhu': '1' }
    return (await here.server.app.inject({ method: 'POST', url: '/api/login', headers, payload })).statusCode
  }
  /** The sessions of before: no sign-in follows, which would end one of its own device. */
  const putBack = async (name: string): Promise<void> => {
    const asked = here.asked(name)
    here.server = await here.server.restart(async () => void (await restoreBackup(asked)))
  }
  /** What the cookie opens on the server of now. */
  const now = (client: LastingClient): TestClient => client.on(here.server)
  const edit = async (change: object, password?: string) => {
    const admin = await here.server.login('9001')
    const data = { id: 'p-1001', number: '1001', name: '示例', role: 'officer', scope: 'squad-1', active: true }
    const { rev: baseRev } = await here.server.deps.store.read(async (db) =>
      must(await findAssignment(db, 'people', 'p-1001'), 'the officer'),
    )
    const asked = { collection: 'people', id: 'p-1001', scope: 'squad-1', baseRev, data: { ...data, ...change } }
    return post(admin, '/api/office/assignments', { ...asked, ...(password === undefined ? {} : { password }) })
  }
  beforeEach(() => here.server.addPerson('9001', 'admin', 'bureau'))

  test('stays signed out where they signed out or were ended by themselves, and in where they were not', async () => {
    const [tablet, kept] = [await here.server.login('1001'), await here.server.login('1001')]
    const { name } = await here.back()
    await post(here.colleague, '/api/logout', {})
    await post(here.officer, '/api/sessions/end', { device: tablet.device })
    await putBack(name)
    expect(await Promise.all([here.colleague, tablet, here.officer, kept].map((client) => isIn(now(client))))).toEqual([
      false,
      false,
      true,
      true,
    ])
  })

  test('stays out when the password was changed: the one of before opens nothing, whoever changed it goes on', async () => {
    const tablet = await here.server.login('1001')
    const { name } = await here.back()
    here.server.clock.advance(1_000)
    await post(here.officer, '/api/password', { current: testPassword, next: 'another horse battery' })
    await putBack(name)
    expect([await isIn(now(here.officer)), await isIn(now(tablet))]).toEqual([true, false])
    expect([await signIn(testPassword), await signIn('another horse battery')]).toEqual([401, 200])
  })

  test('stays out when the office set another password', async () => {
    const { name } = await here.back()
    here.server.clock.advance(1_000)
    expect((await edit({}, 'another horse battery')).statusCode).toBe(200)
    await putBack(name)
    expect(await isIn(now(here.officer))).toBe(false)
    expect([await signIn(testPassword), await signIn('another horse battery')]).toEqual([401, 200])
  })

  test('stays out when they left, though the older database has them as serving: sessions, password, calendar', async () => {
    const { path } = (await post(here.officer, '/api/own-calendar', {})).json() as { path: string }
    const { name } = await here.back()
    here.server.clock.advance(1_000)
    expect((await edit({ active: false })).statusCode).toBe(200)
    await putBack(name)
    expect([await isIn(now(here.officer)), await signIn(testPassword)]).toEqual([false, 401])
    expect((await here.server.app.inject({ url: path })).statusCode).toBe(404)
  })

  test('gets no password by an edit that was refused', async () => {
    const { name } = await here.back()
    here.server.clock.advance(1_000)
    expect((await edit({ number: '1002' }, 'another horse battery')).statusCode).toBe(422)
    await putBack(name)
    expect(await signIn(testPassword)).toBe(200)
  })

  test('has the password of the last change, though the clock of the server that took it ran behind', async () => {
    here.server.clock.advance(5_000)
    await post(here.officer, '/api/password', { current: testPassword, next: 'another horse battery' })
    const { name } = await here.back()
    here.server.clock.advance(-4_000)
    await post(here.officer, '/api/password', { current: 'another horse battery', next: 'yet another staple' })
    await putBack(name)
    expect([await signIn('another horse battery'), await signIn('yet another staple')]).toEqual([401, 200])
  })

  test('has a password that the log knew before the database did: a crash between lets none of before in', async () => {
    const { besideLog, store } = here.server.deps
    const hashOf = () =>
      store.read((db) =>
        db.selectFrom('person_secret').select('password_hash').where('person_id', '=', 'p-1001').executeTakeFirst(),
      )
    const before = await hashOf()
    const found: unknown[] = []
    const append = async (fact: BesideFact) => {
      if (fact.what === 'password.set') found.push(await hashOf())
      await besideLog.append(fact)
    }
    Object.assign(here.server.deps, { besideLog: { ...besideLog, append } })
    await post(here.officer, '/api/password', { current: testPassword, next: 'another horse battery' })
    const between = await hashOf()
    await edit({}, 'yet another staple')
    expect(found).toEqual([before, between])
  })

  test('whose device was signed in anew is not in by the session of before', async () => {
    const { name } = await here.back()
    here.server.clock.advance(1_000)
    await here.server.login('1001', here.officer.device)
    await putBack(name)
    expect([await isIn(now(here.officer)), await isIn(now(here.colleague))]).toEqual([false, true])
  })

  test('comes in by their password where a timeline begins after they came back', async () => {
    await edit({ active: false })
    here.server.clock.advance(1_000)
    await edit({ active: true })
    const { name } = await here.back()
    await putBack(name)
    expect(await signIn(testPassword)).toBe(200)
  })
})
