import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Problem } from '../../../src/server/problem.ts'
import { findingOf, photoRef, push } from '../../support/pushed-entries.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

const metricsToken = 'a-token-of-the-watcher'

let server: TestServer
beforeEach(async () => {
  server = await createTestServer({ metricsToken })
})
afterEach(() => server.close())

const scrape = async (authorization = `Bearer ${metricsToken}`) =>
  server.app.inject({ url: '/metrics', headers: { authorization } })

/** The value of the one line of this name and labels; undefined where there is none. */
function valueOf(text: string, line: string): number | undefined {
  const found = text.split('\n').find((each) => each.startsWith(`${line} `))
  return found === undefined ? undefined : Number(found.slice(line.length + 1))
}

describe('/metrics', () => {
  test('is no page for who does not show the token', async () => {
    const answers = [await scrape('Bearer another-token-of-16'), await scrape('')]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404])
  })

  test('is no page of a server that has no token, whatever is shown', async () => {
    const unwatched = await createTestServer()
    const answer = await unwatched.app.inject({ url: '/metrics', headers: { authorization: 'Bearer ' } })
    expect(answer.statusCode).toBe(404)
    await unwatched.close()
  })

  test('counts what was pushed, what waits for its bytes, and the calls by their route', async () => {
    await server.addPerson('1001', 'officer', 'squad-1')
    const phone = await server.login('1001')
    const before = (await scrape()).body
    const photos = [photoRef(server, Buffer.from('not sent yet'))]
    await push(server, phone, [findingOf(server, phone, 'squad-1', { photos }).entry])
    const after = (await scrape()).body
    expect(valueOf(after, 'xunhu_feed_rows')).toBe(Number(valueOf(before, 'xunhu_feed_rows')) + 1)
    expect(valueOf(after, 'xunhu_expected_parts')).toBe(1)
    expect(valueOf(after, 'xunhu_pushed_entries_total{status="accepted"}')).toBe(1)
    const ofSync = 'xunhu_http_request_duration_seconds_count{method="POST",route="/api/sync",status="200"}'
    expect(valueOf(after, ofSync)).toBe(1)
  })

  test('tells no person, case, squad, note or id', async () => {
    const personId = await server.addPerson('1001', 'officer', 'squad-1')
    const phone = await server.login('1001')
    const { entry, caseId } = findingOf(server, phone, 'squad-1', { note: 'PlantedNote' })
    await push(server, phone, [entry])
    await phone.call({ url: `/api/office/cases/${caseId}` })
    const { body } = await scrape()
    for (const told of [personId, phone.device, entry.id, caseId, 'squad-1', 'PlantedNote', '示例'])
      expect(body).not.toContain(told)
  })

  test('counts the looks that could not be written down while the store was full', async () => {
    await server.addPerson('1001', 'officer', 'squad-1')
    await server.addPerson('2001', 'captain', 'squad-1')
    const [phone, captain] = [await server.login('1001'), await server.login('2001')]
    const { entry, caseId } = findingOf(server, phone, 'squad-1')
    await push(server, phone, [entry])
    const { write } = server.deps.store
    Object.assign(server.deps.store, { write: () => Promise.reject(new Problem('store/full', 'The disk is full.')) })
    const look = () => captain.call({ url: `/api/office/cases/${caseId}` })
    expect((await look()).statusCode).toBe(200)
    expect(valueOf((await scrape()).body, 'xunhu_missed_sights_total')).toBe(1)
    Object.assign(server.deps.store, { write })
    await look()
    expect(valueOf((await scrape()).body, 'xunhu_missed_sights_total')).toBe(1)
  })

  test('says that the store does not answer, and does not call nothing what is not known', async () => {
    const { query } = server.deps.store
    Object.assign(server.deps.store, { query: () => Promise.reject(new Problem('store/unavailable', 'No answer.')) })
    const { statusCode, body } = await scrape()
    Object.assign(server.deps.store, { query })
    expect([statusCode, valueOf(body, 'xunhu_store_up'), valueOf(body, 'xunhu_expected_parts')]).toEqual([200, 0, NaN])
    expect(valueOf(body, 'process_cpu_seconds_total')).toBeGreaterThan(0)
  })

  test.each(['dashboard.json', 'alerts.yml'])('gives every figure that docs/monitoring/%s asks for', async (file) => {
    const asked = readFileSync(new URL(`../../../docs/monitoring/${file}`, import.meta.url), 'utf8')
    const named = new Set(asked.match(/\b(xunhu|process|nodejs)_[a-z0-9_]+/g))
    const given = new Set((await scrape()).body.match(/(?<=^# TYPE )\S+/gm))
    expect(named.size).toBeGreaterThan(5)
    expect([...named].filter((name) => !given.has(name.replace(/_(bucket|count)$/, '')))).toEqual([])
  })
})
