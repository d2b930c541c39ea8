import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CaseDetailResponse } from '../../../src/protocol/office.ts'
import { drawnJpeg } from '../../support/drawn-photos.ts'
import { entryOf, findingOf, photoRef, push, upload } from '../../support/pushed-entries.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let captain: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  officer = await server.login('1001')
  captain = await server.login('2001')
})
afterEach(() => server.close())

const read = async (caseId: string): Promise<CaseDetailResponse> =>
  (await captain.call({ url: `/api/office/cases/${caseId}` })).json()

describe('详情', () => {
  test('holds the whole history by captured time, whatever order it arrived in', async () => {
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    server.clock.advance(60_000)
    const first = entryOf(server, officer, 'case.supplemented', {
      scope: 'squad-1',
      subjects: () => [caseId],
      data: { note: '一' },
    })
    server.clock.advance(60_000)
    const second = entryOf(server, officer, 'case.supplemented', {
      scope: 'squad-1',
      subjects: () => [caseId],
      data: { note: '二' },
    })
    await push(server, officer, [entry, second])
    await push(server, officer, [first])
    const { history } = await read(caseId)
    expect(history.map((item) => item.entry.id)).toEqual([entry.id, first.id, second.id])
    expect(history[0]).toMatchObject({ authorName: '示例1001', stamp: { authorRole: 'officer' } })
  })

  test('tells of every photo whether it has arrived, and when', async () => {
    const pictures = await Promise.all([1, 2].map((hue) => drawnJpeg({ widthPx: 160, heightPx: 120, hue })))
    const unreadable = Buffer.from('no picture at all')
    const photos = [...pictures, unreadable].map((bytes) => photoRef(server, bytes))
    const { entry, caseId } = findingOf(server, officer, 'squad-1', { photos })
    await push(server, officer, [entry])
    for (const bytes of [pictures[0], unreadable]) await upload(officer, bytes ?? Buffer.alloc(0))
    const { parts, row } = await read(caseId)
    const storedAt = new Date(server.clock.now()).toISOString()
    expect(parts.map((part) => [part.ref.partId, part.state, part.storedAt])).toEqual([
      [photos[0]?.partId, 'stored', storedAt],
      [photos[1]?.partId, 'expected', null],
      [photos[2]?.partId, 'unreadable', storedAt],
    ])
    expect(row).toMatchObject({ photosExpected: 3, photosStored: 2, firstPhoto: photos[0]?.partId })
  })

  test('shows what was taken back as taken back', async () => {
    const { entry, caseId } = findingOf(server, officer, 'squad-1')
    await push(server, officer, [entry])
    const withdrawal = entryOf(server, officer, 'record.withdrawn', {
      scope: 'squad-1',
      subjects: () => [caseId],
      data: { target: entry.id },
    })
    await push(server, officer, [withdrawal])
    const { row, history } = await read(caseId)
    expect(row.state).toBe('withdrawn')
    expect(history).toHaveLength(2)
  })

  test.each(['case-unknown', 'shift-unknown'])('of %s is not there', async (caseId) => {
    const answer = await captain.call({ url: `/api/office/cases/${caseId}` })
    expect([answer.statusCode, (answer.json() as { code: string }).code]).toEqual([404, 'request/not-found'])
  })
})
