import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PhotoRef } from '../../../src/domain/journal/part-ref.ts'
import { readHead, unmetHeads, writtenHead } from '../../../src/server/audit/kept-head.ts'
import { verifyChain } from '../../../src/server/audit/verify-chain.ts'
import { systemActor, writeAudit } from '../../../src/server/audit/write-audit.ts'
import { eraseParts } from '../../../src/server/services/erase-parts.ts'
import { recallErasures } from '../../../src/server/services/recall-erasures.ts'
import type { AuditChainResponse, AuditListResponse } from '../../../src/protocol/audit.ts'
import { Problem } from '../../../src/server/problem.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { findingOf, newId, photoRef, push, upload } from '../../support/pushed-entries.ts'
import { signInAll } from '../../support/sign-in-all.ts'
import { createTestServer, testPassword, type TestClient, type TestServer } from '../../support/test-server.ts'

const planted = '欧阳春华'

let server: TestServer
let officer: TestClient
let captain: TestClient
let admin: TestClient
let inspector: TestClient

beforeEach(async () => {
  server = await createTestServer()
  const client = await signInAll(server, [
    ['1001', 'officer', 'squad-1'],
    ['2001', 'captain', 'squad-1'],
    ['3001', 'inspector', 'bureau'],
    ['9001', 'admin', 'bureau'],
  ])
  ;[officer, captain, inspector, admin] = [client('1001'), client('2001'), client('3001'), client('9001')]
})
afterEach(() => server.close())

const post = (client: TestClient, url: string, payload: object) => client.call({ method: 'POST', url, payload })
const listed = async (query = '', client = inspector): Promise<AuditListResponse> =>
  (await client.call({ url: `/api/office/audit${query}` })).json()
const acts = async (query = ''): Promise<readonly (readonly [string, string, string])[]> =>
  (await listed(query)).lines.map(({ actor, act, target }) => [actor, act, target] as const)
const chain = async (): Promise<AuditChainResponse> => server.deps.store.read(verifyChain)

/** A case with a photo; the ids of both. */
async function reported(): Promise<{ caseId: string } & Pick<PhotoRef, 'partId' | 'sha256'>> {
  const bytes = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 1 })
  const photo = photoRef(server, bytes)
  const { entry, caseId } = findingOf(server, officer, 'squad-1', { photos: [photo], note: planted })
  await push(server, officer, [entry])
  await upload(officer, bytes)
  return { caseId, partId: photo.partId, sha256: photo.sha256 }
}

describe('[AUDIT-1] it is written down', () => {
  test('who opened a case and an original, once for the same look', async () => {
    const { caseId, partId } = await reported()
    for (const url of [
      `/api/office/cases/${caseId}`,
      `/api/office/cases/${caseId}`,
      `/api/parts/${partId}?size=original`,
    ])
      await captain.call({ url })
    await captain.call({ url: `/api/parts/${partId}?size=view` })
    server.clock.advance(11 * 60_000)
    await captain.call({ url: `/api/office/cases/${caseId}` })
    expect(await acts('?person=p-2001')).toEqual([
      ['p-2001', 'case.seen', caseId],
      ['p-2001', 'original.seen', partId],
      ['p-2001', 'case.seen', caseId],
      ['p-2001', 'session.opened', captain.device],
    ])
  })

  test('who asked for what they may not see: not as seen', async () => {
    const { caseId } = await reported()
    await server.addPerson('2002', 'captain', 'squad-2')
    const stranger = await server.login('2002')
    await stranger.call({ url: `/api/office/cases/${caseId}` })
    expect((await acts('?person=p-2002')).map(([, act]) => act)).toEqual(['session.opened'])
  })

  test('who exported, changed, ended and revoked something, the password without the password', async () => {
    await captain.call({ url: '/api/office/case-ledger?format=csv' })
    const data = { id: 'p-1009', number: '1009', name: planted, role: 'officer', scope: 'squad-1', active: true }
    const edit = { collection: 'people', id: 'p-1009', scope: 'squad-1', baseRev: null, data, password: testPassword }
    await post(admin, '/api/office/assignments', edit)
    await post(admin, '/api/office/devices/revoke', { device: officer.device, as: 'stolen' })
    await post(officer, '/api/devices/erased', { keptPeople: 0 })
    await post(captain, '/api/password', { current: testPassword, next: 'another horse battery' })
    await post(captain, '/api/logout', {})
    const { lines } = await listed()
    expect(
      lines
        .map(({ actor, act, target, details }) => [actor, act, target, details])
        .slice(1, 7)
        .reverse(),
    ).toEqual([
      ['p-2001', 'ledger.exported', 'cases', { format: 'csv', items: 0 }],
      ['p-9001', 'document.saved', 'people/p-1009', { scope: 'squad-1', password: true }],
      ['p-9001', 'device.revoked', officer.device, { as: 'stolen', person: 'p-1001' }],
      ['p-1001', 'device.erased', officer.device, { keptPeople: 0 }],
      ['p-2001', 'password.changed', 'people/p-2001', {}],
      ['p-2001', 'session.ended', captain.device, {}],
    ])
    expect(lines.find(({ act }) => act === 'device.revoked')).toMatchObject({
      actorName: '示例9001',
      aboutName: '示例1001',
    })
  })

  test('in the transaction of the act: an edit that fails leaves no line', async () => {
    const before = await chain()
    await post(captain, '/api/office/assignments', {
      collection: 'people',
      id: 'p-1',
      scope: 'squad-1',
      baseRev: 7,
      data: null,
    })
    expect(await chain()).toEqual(before)
  })

  test('or nothing leaves the server', async () => {
    const { write } = server.deps.store
    Object.assign(server.deps.store, { write: () => Promise.reject(new Problem('store/full', 'full')) })
    const answer = await captain.call({ url: '/api/office/case-ledger?format=csv' })
    Object.assign(server.deps.store, { write })
    expect([answer.statusCode, answer.json()]).toMatchObject([507, { code: 'store/full' }])
  })

  test.each(['store/full', 'store/unavailable'] as const)('but %s turns nobody away who only reads', async (code) => {
    const { caseId, partId } = await reported()
    const { write } = server.deps.store
    Object.assign(server.deps.store, { write: () => Promise.reject(new Problem(code, 'not written')) })
    const answers = [
      await captain.call({ url: `/api/office/cases/${caseId}` }),
      await captain.call({ url: `/api/parts/${partId}?size=original` }),
      await inspector.call({ url: '/api/office/audit' }),
    ]
    Object.assign(server.deps.store, { write })
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
  })
})

describe('[AUDIT-3] the chain', () => {
  const change = (sql: (tx: Parameters<Parameters<TestServer['deps']['store']['write']>[0]>[0]) => Promise<unknown>) =>
    server.deps.store.write(async (tx) => void (await sql(tx)))

  test('is whole, also over lines that were written at once', async () => {
    const act = { act: 'case.seen', target: 'case-x' } as const
    await Promise.all(
      Array.from({ length: 20 }, () => server.deps.store.write((tx) => writeAudit(tx, systemActor, 0, [act, act]))),
    )
    expect(await chain()).toMatchObject({ state: 'whole', lines: 44 })
  })

  test('[AUDIT-2] is whole after a part was erased whose reading it tells of', async () => {
    const { partId } = await reported()
    await captain.call({ url: `/api/parts/${partId}?size=original` })
    await eraseParts(server.deps, [partId as never], 'order')
    await eraseParts(server.deps, [partId as never], 'order')
    expect(await chain()).toMatchObject({ state: 'whole' })
    expect((await acts()).filter(([, act]) => act === 'parts.erased')).toEqual([['system', 'parts.erased', 'order']])
    expect((await acts()).filter(([, , target]) => target === partId)).toHaveLength(1)
  })

  test('[AUDIT-1] has what a crash cut short between the log and the database, once', async () => {
    const { partId, sha256 } = await reported()
    const at = new Date(server.clock.now()).toISOString()
    await server.deps.besideLog.append({ what: 'part.erased', partId, sha256, at, bytes: 'apart' })
    await recallErasures(server.deps)
    await recallErasures(server.deps)
    expect((await acts()).filter(([, act]) => act === 'parts.erased')).toEqual([
      ['system', 'parts.erased', 'retention'],
    ])
    expect(await chain()).toMatchObject({ state: 'whole' })
  })

  test('goes through the heads that were kept elsewhere; one that was written anew from the first line on does not', async () => {
    const written = async (): Promise<string> => {
      const head = await chain()
      return head.state === 'whole' ? writtenHead(head) : head.state
    }
    const unmet = (words: readonly string[]) =>
      server.deps.store.read((db) =>
        unmetHeads(
          db,
          words.flatMap((word) => readHead(word) ?? []),
        ),
      )
    const first = await written()
    await reported()
    await captain.call({ url: '/api/office/audit' })
    await server.login('2001')
    const second = await written()
    expect([first === second, await unmet([first, second])]).toEqual([false, []])
    await server.deps.store.write(async (tx) => {
      const lines = await tx.selectFrom('audit_line').selectAll().orderBy('seq').execute()
      await tx.deleteFrom('audit_line').execute()
      await tx.updateTable('audit_head').set({ seq: 0, hash: '' }).execute()
      await writeAudit(
        tx,
        systemActor,
        server.clock.now(),
        lines.map(() => ({ act: 'case.seen', target: 'case-x' }) as const),
      )
    })
    expect(await chain()).toMatchObject({ state: 'whole' })
    expect((await unmet([first, second])).map(writtenHead)).toEqual([first, second])
  })

  test.each(['', '0:' + 'a'.repeat(64), '3:abc', `three:${'a'.repeat(64)}`])('takes no head from %j', (word) => {
    expect(readHead(word)).toBeNull()
  })

  test.each([
    ['changed', 2, (tx) => tx.updateTable('audit_line').set({ actor: 'p-1001' }).where('seq', '=', 2).execute()],
    ['taken out', 3, (tx) => tx.deleteFrom('audit_line').where('seq', '=', 3).execute()],
    ['cut off at the end', 4, (tx) => tx.deleteFrom('audit_line').where('seq', '=', 4).execute()],
    [
      'moved',
      1,
      async (tx) => {
        await tx.updateTable('audit_line').set({ seq: 99 }).where('seq', '=', 1).execute()
        await tx.updateTable('audit_line').set({ seq: 1 }).where('seq', '=', 2).execute()
        await tx.updateTable('audit_line').set({ seq: 2 }).where('seq', '=', 99).execute()
      },
    ],
  ] satisfies readonly (readonly [string, number, Parameters<typeof change>[0]])[])(
    'in which a line was %s is broken at line %i',
    async (_what, atSeq, sql) => {
      expect(await chain()).toMatchObject({ state: 'whole', lines: 4 })
      await change(sql)
      expect(await chain()).toEqual({ state: 'broken', atSeq })
    },
  )
})

describe('[AUDIT-4] the audit', () => {
  test('is read by inspectors and administrators, which stands in it too, and says whether it is whole', async () => {
    expect((await listed()).lines[0]).toMatchObject({ actor: 'p-3001', act: 'audit.seen' })
    expect((await listed('', admin)).lines[0]).toMatchObject({ actor: 'p-9001', act: 'audit.seen' })
    const answer = await inspector.call({ url: '/api/office/audit/chain' })
    expect(answer.json()).toMatchObject({ state: 'whole', lines: 6 })
  })

  test('is filtered by act, person and time, and read a page at a time', async () => {
    const act = { act: 'case.seen', target: `case-${newId(server)}` } as const
    await server.deps.store.write((tx) =>
      writeAudit(
        tx,
        systemActor,
        0,
        Array.from({ length: 120 }, () => act),
      ),
    )
    const first = await listed('?act=case.seen')
    expect([first.lines.length, first.next]).toEqual([100, 25])
    const second = await listed(`?act=case.seen&before=${first.next}`)
    expect([second.lines.length, second.next]).toEqual([20, null])
    expect(await acts('?to=1970-01-01T00:00:00.000Z&act=session.opened')).toEqual([])
    expect((await acts('?person=p-1001')).map(([actor]) => actor)).toEqual(['p-1001'])
  })

  test('[AUDIT-2] holds no name, no word of a record and no secret', async () => {
    const { caseId } = await reported()
    await captain.call({ url: `/api/office/cases/${caseId}` })
    const rows = await server.deps.store.read((db) => db.selectFrom('audit_line').selectAll().execute())
    for (const secret of [planted, '示例', testPassword]) expect(JSON.stringify(rows)).not.toContain(secret)
  })
})
