import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { AuditListResponse } from '../../../src/protocol/audit.ts'
import { grantEndOf, grantOf } from '../../support/grant-entries.ts'
import { findingOf, newId, push, sha256Of } from '../../support/pushed-entries.ts'
import { signInAll } from '../../support/sign-in-all.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

const sha256 = sha256Of(Buffer.from('the list of hashes of a case'))

let server: TestServer
let officer: TestClient
let captain: TestClient
let stranger: TestClient
let inspector: TestClient
let caseId: string

beforeEach(async () => {
  server = await createTestServer()
  const client = await signInAll(server, [
    ['1001', 'officer', 'squad-1'],
    ['2001', 'captain', 'squad-1'],
    ['2002', 'captain', 'squad-2'],
    ['3001', 'inspector', 'bureau'],
  ])
  ;[officer, captain, stranger, inspector] = [client('1001'), client('2001'), client('2002'), client('3001')]
  const finding = findingOf(server, officer, 'squad-1')
  caseId = finding.caseId
  await push(server, officer, [finding.entry])
})
afterEach(() => server.close())

const print = (client: TestClient, change: object = {}) =>
  client.call({ method: 'POST', url: '/api/office/dossier-prints', payload: { caseId, sha256, ...change } })

async function prints() {
  const { lines } = (await inspector.call({ url: '/api/office/audit?act=dossier.printed' })).json<AuditListResponse>()
  return lines.map(({ actor, at, target, details }) => [actor, at, target, details])
}
const now = (): string => new Date(server.clock.now()).toISOString()

describe('[EVID-5] the printed file of a case', () => {
  test('[AUDIT-1] is in the audit: who, when, of which case, and the hash over all of it', async () => {
    server.clock.advance(60_000)
    const at = now()
    expect((await print(captain)).json()).toEqual({ done: true })
    expect(await prints()).toEqual([['p-2001', at, caseId, { sha256 }]])
  })

  test('printed again at once is a second paper, and a second line', async () => {
    await print(captain)
    await print(captain)
    expect(await prints()).toHaveLength(2)
  })

  test('is printed by an inspector of the bureau too', async () => {
    expect((await print(inspector)).statusCode).toBe(200)
    expect((await prints()).map(([actor]) => actor)).toEqual(['p-3001'])
  })

  test('is not there for another squad, exactly as a case that nobody has, and leaves no line', async () => {
    const theirs = await print(stranger)
    const nobodys = await print(captain, { caseId: `case-${newId(server)}` })
    expect([theirs.statusCode, theirs.json()]).toMatchObject([404, { code: 'request/not-found' }])
    expect([nobodys.statusCode, nobodys.body]).toEqual([theirs.statusCode, theirs.body])
    expect(await prints()).toEqual([])
  })

  test('is printed by the squad that the case was granted to, until the grant ends', async () => {
    await push(server, captain, [grantOf(server, captain, { subject: caseId as never, to: 'squad-2' })])
    expect((await print(stranger)).statusCode).toBe(200)
    await push(server, captain, [grantEndOf(server, captain, { subject: caseId as never, to: 'squad-2' })])
    expect((await print(stranger)).statusCode).toBe(404)
    expect((await prints()).map(([actor]) => actor)).toEqual(['p-2002'])
  })

  test('is not printed by an officer, who takes nothing out', async () => {
    expect((await print(officer)).statusCode).toBe(403)
    expect(await prints()).toEqual([])
  })

  test('without a hash is no request', async () => {
    expect((await print(captain, { sha256: 'x' })).json()).toMatchObject({ code: 'request/malformed' })
    expect(await prints()).toEqual([])
  })
})
