import * as v from 'valibot'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { hashedTextOf } from '../../../src/app/features/evidence/dossier-hashes.ts'
import { CaseDetailResponse } from '../../../src/protocol/office.ts'
import { findingOf, push, sha256Of } from '../../support/pushed-entries.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
})
afterEach(() => server.close())

test('[EVID-4] a record as the office reads it hashes to what the server keeps of it, members of newer versions included', async () => {
  const officer = await server.login('1001')
  const captain = await server.login('2001')
  const { entry, caseId } = findingOf(server, officer, 'squad-1', { note: '示例：店外经营 “三处”\u2028' })
  const newer = { ...entry, ofANewerVersion: { 乙: 1.5, 甲: [null, ''] }, data: { ...entry.data, ofANewerForm: true } }
  await push(server, officer, [newer])
  const answer = await captain.call({ url: `/api/office/cases/${caseId}` })
  const { history } = v.parse(CaseDetailResponse, answer.json())
  const kept = await server.deps.store.read((db) =>
    db.selectFrom('entry').select('content_hash').where('id', '=', entry.id).executeTakeFirstOrThrow(),
  )
  expect(history.map((line) => sha256Of(Buffer.from(hashedTextOf(line.entry))))).toEqual([kept.content_hash])
})
