import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { EntryId, SubjectId } from '../../../src/domain/ids.ts'
import type { SyncResponse } from '../../../src/protocol/sync.ts'
import { supplementOf } from '../../support/grant-entries.ts'
import { entryOf, findingOf, push } from '../../support/pushed-entries.ts'
import { entryIdsOf, pullAll, sync, tallyOf } from '../../support/sync-calls.ts'
import { pushTallies } from '../../support/fed-documents.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

const dayMs = 86_400_000

let server: TestServer
let officer: TestClient
let colleague: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('1002', 'officer', 'squad-1')
  officer = await server.login('1001')
  colleague = await server.login('1002')
})
afterEach(() => server.close())

describe('old records', () => {
  test('[SYNC-20] are left out after thirty days, those of open cases are not', async () => {
    const open = findingOf(server, officer, 'squad-1', { note: '开着' })
    const closed = findingOf(server, officer, 'squad-1', { note: '撤了' })
    const withdrawal = entryOf(server, officer, 'record.withdrawn', {
      scope: 'squad-1',
      subjects: () => [closed.caseId],
      data: { target: closed.entry.id as EntryId },
    })
    await push(server, officer, [tallyOf(server, officer), open.entry, closed.entry, withdrawal])
    server.clock.advance(29 * dayMs)
    expect(entryIdsOf([await sync(server, colleague)])).toHaveLength(4)
    server.clock.advance(2 * dayMs)
    expect(entryIdsOf([await sync(server, colleague)])).toEqual([open.entry.id])
  })

  test('[SYNC-20] do not stop the pages before the end', async () => {
    await pushTallies(server, officer, 10)
    server.clock.advance(31 * dayMs)
    const fresh = await pushTallies(server, officer, 2, 'shift-of-another-month')
    expect(entryIdsOf((await pullAll(server, colleague, { limit: 3 })).pages).sort()).toEqual(fresh.sort())
  })
})

describe('[SYNC-41] a subject', () => {
  const givenTo = (pages: readonly SyncResponse[]): string[] => [
    ...new Set(
      pages.flatMap((page) =>
        page.deltas.flatMap((delta) => [...(delta.earlier ?? []), ...delta.entries].map(({ entry }) => entry.id)),
      ),
    ),
  ]
  const closingOf = (caseId: SubjectId) =>
    entryOf(server, officer, 'record.withdrawn', {
      scope: 'squad-1',
      subjects: () => [caseId],
      data: { target: caseId.slice('case-'.length) as EntryId },
    })

  test('that is still recorded about is given with what is older than thirty days', async () => {
    const [old] = await pushTallies(server, officer, 1)
    server.clock.advance(20 * dayMs)
    const [recent] = await pushTallies(server, officer, 1)
    server.clock.advance(20 * dayMs)
    expect(entryIdsOf((await pullAll(server, colleague)).pages).sort()).toEqual([old, recent].sort())
  })

  test.each([1, 2, 3, 500])('that rests is left out whole, %i rows at a time', async (limit) => {
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [entry, supplementOf(server, officer, caseId, '补')])
    server.clock.advance(5 * dayMs)
    await push(server, officer, [closingOf(caseId)])
    server.clock.advance(31 * dayMs)
    const { pages } = await pullAll(server, colleague, { limit })
    expect(givenTo(pages)).toEqual([])
  })

  test('that ended while a device was away for months ends there too', async () => {
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [entry])
    const { cursors } = await pullAll(server, colleague)
    const closing = closingOf(caseId)
    await push(server, officer, [closing])
    server.clock.advance(40 * dayMs)
    expect(entryIdsOf((await pullAll(server, colleague, { cursors })).pages)).toEqual([closing.id])
  })

  test.each([1, 500])(
    'that wakes after a long rest comes whole to a device that was spared it, %i rows at a time',
    async (limit) => {
      const old = await pushTallies(server, officer, 2)
      server.clock.advance(31 * dayMs)
      const { pages, cursors } = await pullAll(server, colleague)
      expect(givenTo(pages)).toEqual([])
      const late = await pushTallies(server, officer, 1)
      const after = await pullAll(server, colleague, { cursors, limit })
      expect(givenTo(after.pages).sort()).toEqual([...old, ...late].sort())
    },
  )

  test('that wakes while a device is being filled is whole when the filling is done', async () => {
    const old = await pushTallies(server, officer, 4)
    await pushTallies(server, officer, 4, 'shift-other')
    server.clock.advance(31 * dayMs)
    const first = await sync(server, colleague, { limit: 2 })
    const late = await pushTallies(server, officer, 1)
    const cursors = Object.fromEntries(first.deltas.map((delta) => [delta.scope, delta.to]))
    const { pages } = await pullAll(server, colleague, { cursors, limit: 2 })
    expect(givenTo([first, ...pages]).sort()).toEqual([...old, ...late].sort())
  })

  test('of the register of signs is given however old it is', async () => {
    const sign = entryOf(server, officer, 'sign.registered', {
      scope: 'squad-1',
      subjects: () => ['sign-1'],
      data: {
        signNo: '1',
        signType: 'ROOF',
        content: '招牌',
        address: '示例路 1 号',
        point: { lat: 30, lng: 114 },
        widthM: 2,
        heightM: 1,
        bottomM: 3,
        builtYear: null,
        ownerName: '示例',
      },
    })
    await push(server, officer, [sign])
    server.clock.advance(40 * dayMs)
    expect(entryIdsOf([await sync(server, colleague)])).toEqual([sign.id])
  })
})
