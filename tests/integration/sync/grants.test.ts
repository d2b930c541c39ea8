import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PartId, SubjectId } from '../../../src/domain/ids.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { grantEndOf, grantOf, supplementOf } from '../../support/grant-entries.ts'
import { entryOf, findingOf, newId, photoRef, push, sha256Of, upload } from '../../support/pushed-entries.ts'
import { deltaOf, entryIdsOf, pullAll, sync, tallyOf } from '../../support/sync-calls.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let captain: TestClient
let command: TestClient
let neighbour: TestClient
let neighbourCaptain: TestClient

beforeEach(async () => {
  server = await createTestServer()
  for (const [number, role, scope] of [
    ['1001', 'officer', 'squad-1'],
    ['2001', 'captain', 'squad-1'],
    ['1002', 'officer', 'squad-2'],
    ['2002', 'captain', 'squad-2'],
    ['4001', 'command', 'bureau'],
  ] as const)
    await server.addPerson(number, role, scope)
  officer = await server.login('1001')
  captain = await server.login('2001')
  neighbour = await server.login('1002')
  neighbourCaptain = await server.login('2002')
  command = await server.login('4001')
})
afterEach(() => server.close())

/** A finding of the first squad, with words added, granted to the second. */
async function grantCase() {
  const { entry, caseId } = findingOf(server, officer, 'squad-1')
  const added = supplementOf(server, officer, caseId, '先补充')
  await push(server, officer, [entry, added])
  const grant = grantOf(server, captain, { subject: caseId, to: 'squad-2' })
  const { results } = await push(server, captain, [grant])
  return { entry, added, grant, caseId, results }
}

const read = async (client: TestClient) => (await pullAll(server, client)).pages
const get = (client: TestClient, url: string) => client.call({ url })

describe('[ENTRY-20] a subject that is granted to another squad', () => {
  test('comes there with its whole history, under one revision of that feed', async () => {
    const { entry, added, grant } = await grantCase()
    const delta = deltaOf(await sync(server, neighbour), 'squad-2')
    expect(delta.entries.map((item) => item.entry.id).sort()).toEqual([entry.id, added.id, grant.id].sort())
    expect(new Set(delta.entries.map(({ feedRev, stamp }) => feedRev ?? stamp.rev)).size).toBe(1)
  })

  test('[SYNC-40] keeps the stamps of its home', async () => {
    const { entry } = await grantCase()
    const stampFor = async (client: TestClient, scope: string) =>
      deltaOf(await sync(server, client), scope).entries.find((item) => item.entry.id === entry.id)?.stamp
    expect(await stampFor(neighbour, 'squad-2')).toEqual(await stampFor(officer, 'squad-1'))
  })

  test('is behind a cursor that was taken before the grant', async () => {
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [entry])
    const { cursors } = await pullAll(server, neighbour)
    await push(server, captain, [grantOf(server, captain, { subject: caseId, to: 'squad-2' })])
    expect(entryIdsOf((await pullAll(server, neighbour, { cursors, limit: 1 })).pages)).toContain(entry.id)
  })

  test('brings what is recorded of it later, and nothing else', async () => {
    const { caseId } = await grantCase()
    const { cursors } = await pullAll(server, neighbour)
    const later = supplementOf(server, officer, caseId, '后补充')
    await push(server, officer, [later, tallyOf(server, officer), findingOf(server, officer, 'squad-1').entry])
    expect(entryIdsOf((await pullAll(server, neighbour, { cursors })).pages)).toEqual([later.id])
  })

  test('may be granted by the command centre, and before its first record has arrived', async () => {
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    const { results } = await push(server, command, [grantOf(server, command, { subject: caseId, to: 'squad-2' })])
    expect(results).toMatchObject([{ status: 'accepted' }])
    await push(server, officer, [entry])
    expect(entryIdsOf(await read(neighbour))).toContain(entry.id)
  })

  test.each(['squad-1', 'squad-9', 'bureau'])('is granted to another squad only, not to %s', async (to) => {
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [entry])
    const { results } = await push(server, captain, [grantOf(server, captain, { subject: caseId, to })])
    expect(results).toMatchObject([{ status: 'refused', code: 'entry/grant-target' }])
  })

  test('is granted by nobody else', async () => {
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [entry])
    for (const [client, code] of [
      [officer, 'entry/role-not-permitted'],
      [neighbourCaptain, 'entry/scope-not-member'],
    ] as const) {
      const { results } = await push(server, client, [grantOf(server, client, { subject: caseId, to: 'squad-2' })])
      expect(results).toMatchObject([{ status: 'refused', code }])
    }
    expect(entryIdsOf(await read(neighbour))).toEqual([])
  })

  test('is the same when it is granted twice', async () => {
    const { caseId, entry } = await grantCase()
    await push(server, captain, [grantOf(server, captain, { subject: caseId, to: 'squad-2' })])
    const ids = entryIdsOf(await read(neighbour))
    expect(ids.filter((id) => id === entry.id)).toHaveLength(1)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('[ENTRY-23] shows its photos, and not where a person stood', async () => {
    const bytes = await drawnJpeg({ widthPx: 160, heightPx: 120, hue: 1 })
    const photo = photoRef(server, bytes)
    const fix = Buffer.from('{"fix":{"lat":30.5},"salt":"c2FsdA"}')
    const position = {
      partId: newId<PartId>(server),
      kind: 'position',
      sha256: sha256Of(fix),
      sizeBytes: fix.length,
    } as const
    const made = findingOf(server, officer, 'squad-1', { photos: [photo] })
    const entry = { ...made.entry, parts: [photo, position] }
    const small = { partId: position.partId, sha256: position.sha256, base64: fix.toString('base64') }
    await push(server, officer, [entry], [small])
    await upload(officer, bytes)
    expect((await get(neighbourCaptain, `/api/parts/${photo.partId}`)).statusCode).toBe(404)
    await push(server, captain, [grantOf(server, captain, { subject: made.caseId, to: 'squad-2' })])
    expect((await get(neighbourCaptain, `/api/parts/${photo.partId}`)).statusCode).toBe(200)
    expect((await get(captain, `/api/parts/${position.partId}?size=original`)).statusCode).toBe(200)
    expect((await get(neighbourCaptain, `/api/parts/${position.partId}?size=original`)).statusCode).toBe(404)
  })

  test('stands in the ledger of both squads, with its history', async () => {
    const { caseId } = await grantCase()
    const list = (await get(neighbourCaptain, '/api/office/cases')).json() as {
      rows: { caseId: string }[]
      total: number
    }
    expect([list.rows.map((row) => row.caseId), list.total]).toEqual([[caseId], 1])
    const detail = (await get(neighbourCaptain, `/api/office/cases/${caseId}`)).json() as { history: unknown[] }
    expect(detail.history).toHaveLength(3)
  })

  test('is news for both squads', async () => {
    const heard: string[] = []
    server.deps.live.subscribe((scopes) => heard.push(...scopes))
    await grantCase()
    expect(new Set(heard)).toEqual(new Set(['squad-1', 'squad-2']))
  })
})

describe('[ENTRY-21] the end of a grant', () => {
  const endGrant = async (subject: SubjectId) =>
    push(server, captain, [grantEndOf(server, captain, { subject, to: 'squad-2' })])

  test('is told to those who hold the subject, and nothing of it comes after', async () => {
    const { caseId } = await grantCase()
    const { cursors } = await pullAll(server, neighbour)
    await endGrant(caseId)
    await push(server, officer, [supplementOf(server, officer, caseId, '之后')])
    const delta = deltaOf(await sync(server, neighbour, { cursors }), 'squad-2')
    expect(delta).toMatchObject({ entries: [], ended: [{ subject: caseId }] })
  })

  test('leaves nothing of it to a device that comes later, in any call', async () => {
    const { caseId, entry } = await grantCase()
    await endGrant(caseId)
    expect(entryIdsOf(await read(neighbour))).not.toContain(entry.id)
    expect((await get(neighbourCaptain, `/api/office/cases/${caseId}`)).statusCode).toBe(404)
    expect((await get(neighbourCaptain, '/api/office/cases')).json()).toMatchObject({ rows: [], total: 0 })
  })

  test('of what was not granted has no effect', async () => {
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [entry])
    expect((await endGrant(caseId)).results).toMatchObject([{ status: 'accepted' }])
    expect(deltaOf(await sync(server, neighbour), 'squad-2').ended).toBeUndefined()
  })

  test.each([1, 500])(
    'may be followed by another grant, which brings all of it again, %i rows at a time',
    async (limit) => {
      const { caseId, entry, added } = await grantCase()
      const { cursors } = await pullAll(server, neighbour)
      await push(server, captain, [
        grantEndOf(server, captain, { subject: caseId, to: 'squad-2' }),
        grantOf(server, captain, { subject: caseId, to: 'squad-2' }),
      ])
      const { pages } = await pullAll(server, neighbour, { cursors, limit })
      expect(entryIdsOf(pages)).toEqual(expect.arrayContaining([entry.id, added.id]))
      const deltas = pages.flatMap((page) => page.deltas)
      const endedAt = Math.max(...deltas.flatMap((delta) => (delta.ended ?? []).map(({ rev }) => rev)))
      const revisions = deltas.flatMap((delta) => delta.entries.map((item) => item.feedRev ?? item.stamp.rev))
      expect(Math.min(...revisions)).toBeGreaterThan(endedAt)
    },
  )

  test('of one squad leaves the others as they are', async () => {
    await server.addSquad('squad-3')
    await server.addPerson('1003', 'officer', 'squad-3')
    const third = await server.login('1003')
    const { caseId, entry } = await grantCase()
    await push(server, captain, [grantOf(server, captain, { subject: caseId, to: 'squad-3' })])
    await endGrant(caseId)
    expect(entryIdsOf(await read(third))).toContain(entry.id)
  })
})

describe('[ENTRY-22] members of the other squad', () => {
  test('add to the subject at its home, in their own role, and everybody sees it', async () => {
    const { caseId } = await grantCase()
    const help = supplementOf(server, neighbour, caseId, '邻队补充')
    expect((await push(server, neighbour, [help])).results).toMatchObject([{ status: 'accepted' }])
    for (const [client, scope] of [
      [officer, 'squad-1'],
      [neighbourCaptain, 'squad-2'],
    ] as const) {
      const found = deltaOf(await sync(server, client), scope).entries.find((item) => item.entry.id === help.id)
      expect(found).toMatchObject({ entry: { scope: 'squad-1' }, stamp: { authorRole: 'officer' } })
    }
  })

  test('stand a shift that was lent to them', async () => {
    const shift = 'shift-lent' as SubjectId
    await push(server, officer, [tallyOf(server, officer, 'squad-1', shift)])
    await push(server, captain, [grantOf(server, captain, { subject: shift, to: 'squad-2' })])
    const help = tallyOf(server, neighbour, 'squad-1', shift)
    expect((await push(server, neighbour, [help])).results).toMatchObject([{ status: 'accepted' }])
  })

  test('decide nothing about it, and record nothing about anything else of the home', async () => {
    const { caseId } = await grantCase()
    const closing = entryOf(server, neighbour, 'case.closedOnSite', {
      scope: 'squad-1',
      subjects: () => [caseId],
      data: { disposition: 'PERSUADE', note: '' },
    })
    const another = findingOf(server, officer, 'squad-1')
    await push(server, officer, [another.entry])
    const elsewhere = supplementOf(server, neighbour, another.caseId, '不该有')
    const opened = findingOf(server, neighbour, 'squad-1').entry
    const { results } = await push(server, neighbour, [closing, elsewhere, opened])
    expect(results.map(({ code }) => code)).toEqual(Array.from({ length: 3 }, () => 'entry/scope-not-member'))
  })

  test('may not take it into their own squad', async () => {
    const { caseId } = await grantCase()
    const { results } = await push(server, neighbour, [supplementOf(server, neighbour, caseId, '抢', 'squad-2')])
    expect(results).toMatchObject([{ status: 'refused', code: 'entry/scope-changed' }])
  })

  test('are still heard after the end with what they recorded under it, and see no more of it', async () => {
    const { caseId } = await grantCase()
    const late = supplementOf(server, neighbour, caseId, '迟到')
    await push(server, captain, [grantEndOf(server, captain, { subject: caseId, to: 'squad-2' })])
    expect((await push(server, neighbour, [late])).results).toMatchObject([{ status: 'accepted' }])
    expect(entryIdsOf(await read(neighbour))).toEqual([])
    expect(entryIdsOf(await read(officer))).toContain(late.id)
  })
})
