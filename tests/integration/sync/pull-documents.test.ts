import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PersonId, ScopeId } from '../../../src/domain/ids.ts'
import { putAssignment } from '../../../src/server/services/assignments.ts'
import { deltaOf, pullAll, sync } from '../../support/sync-calls.ts'
import { documentsOf, putStreet } from '../../support/fed-documents.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('1002', 'officer', 'squad-1')
  officer = await server.login('1001')
})
afterEach(() => server.close())

describe('documents', () => {
  test('[SYNC-22] stand in the feed once, at their newest revision', async () => {
    await putStreet(server, 'street-a', 'squad-1', '旧名')
    await putStreet(server, 'street-a', 'squad-1', '新名')
    const documents = documentsOf((await pullAll(server, officer, { limit: 1 })).pages)
    expect(documents.filter((document) => document.id === 'street-a').map((document) => document.data['name'])).toEqual(
      ['新名'],
    )
  })

  test('[SYNC-22] that were removed are named as gone', async () => {
    await putStreet(server, 'street-a', 'squad-1', '路')
    const { cursors } = await pullAll(server, officer)
    await putStreet(server, 'street-a', 'squad-1', null)
    expect(deltaOf(await sync(server, officer, { cursors }), 'squad-1')).toMatchObject({
      assignments: [],
      gone: [{ collection: 'streets', id: 'street-a' }],
    })
  })

  test('[SYNC-22] that moved are gone from the one squad and there in the other', async () => {
    await server.addPerson('1003', 'officer', 'squad-2')
    const other = await server.login('1003')
    await putStreet(server, 'street-a', 'squad-1', '路')
    const [mine, theirs] = [await pullAll(server, officer), await pullAll(server, other)]
    await putStreet(server, 'street-a', 'squad-2', '路')
    expect(deltaOf(await sync(server, officer, { cursors: mine.cursors }), 'squad-1').gone).toMatchObject([
      { id: 'street-a' },
    ])
    expect(deltaOf(await sync(server, other, { cursors: theirs.cursors }), 'squad-2').assignments).toMatchObject([
      { id: 'street-a' },
    ])
  })

  test('[DOC-1] [SYNC-22] of one id in two collections are two documents', async () => {
    await putStreet(server, 'same', 'squad-1', '路')
    await server.deps.store.write((tx) =>
      putAssignment(tx, {
        collection: 'people',
        id: 'same',
        scope: 'squad-1' as ScopeId,
        baseRev: null,
        data: { id: 'same' as PersonId, number: '1777', name: '示例', role: 'aux', scope: 'squad-1', active: true },
      }),
    )
    const found = documentsOf((await pullAll(server, officer)).pages).filter((document) => document.id === 'same')
    expect(found.map((document) => document.collection).sort()).toEqual(['people', 'streets'])
  })
})
