import { afterEach, beforeEach, expect, test } from 'vitest'
import { caseIdOf, signIdOf, type EntryId } from '../../../src/domain/ids.ts'
import type { EntryEnvelope } from '../../../src/domain/journal/entry.ts'
import type { SignSurveyed } from '../../../src/domain/signage/sign-entries.ts'
import type { CaseListResponse } from '../../../src/protocol/office.ts'
import { rebuildRows } from '../../../src/server/services/rebuild-rows.ts'
import { entryOf, photoRef, push } from '../../support/pushed-entries.ts'
import { signData, surveyData } from '../../support/surveyed-sign.ts'
import { createTestServer, type TestClient, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let officer: TestClient
let sign: EntryEnvelope

const signId = (): string => signIdOf(sign.id)
const survey = (data: SignSurveyed, subjects = (id: EntryId): string[] => [signId(), caseIdOf(id)]): EntryEnvelope =>
  entryOf(server, officer, 'sign.surveyed', {
    scope: 'squad-1',
    subjects,
    data,
    parts: [photoRef(server, new Uint8Array([1, 2, 3]), 'far')],
  })
const resultOf = async (entry: EntryEnvelope): Promise<string> => {
  const [result] = (await push(server, officer, [entry])).results
  return result?.status === 'accepted' ? 'accepted' : `${result?.code} ${result?.params?.['path'] ?? ''}`
}
const registerLine = () =>
  server.deps.store.read((db) => db.selectFrom('sign_row').selectAll().executeTakeFirstOrThrow())

const registerLines = () => server.deps.store.read((db) => db.selectFrom('sign_row').selectAll().execute())

beforeEach(async () => {
  server = await createTestServer()
  await server.addPerson('1001', 'officer', 'squad-1')
  await server.addPerson('2001', 'captain', 'squad-1')
  officer = await server.login('1001')
  sign = entryOf(server, officer, 'sign.registered', {
    scope: 'squad-1',
    subjects: (id) => [signIdOf(id)],
    data: signData(),
  })
  await push(server, officer, [sign])
})
afterEach(() => server.close())

test('[ENTRY-31] a hazard opens its case in the ledger by itself, with its limit and its photos', async () => {
  const entry = survey(surveyData({ 'GG-S01': 'S' }, { nowMs: server.clock.now() }))
  expect(await resultOf(entry)).toBe('accepted')
  const captain = await server.login('2001')
  const response = await captain.call({ url: '/api/office/cases' })
  const { rows } = response.json<CaseListResponse>()
  expect(rows).toMatchObject([
    { caseId: caseIdOf(entry.id), severity: 'critical', dueAt: '2026-11-20T08:30:00.000Z', photosExpected: 1 },
  ])
  expect(await registerLine()).toMatchObject({ grade: 'MAJOR', content: '示例早餐店', lowering: '' })
})

test('[ENTRY-31] a hazard without its case, or a case without a hazard, is kept aside', async () => {
  const hazard = surveyData({ 'GG-S01': 'S' }, { hasOpenCase: true })
  expect(await resultOf(survey(hazard, () => [signId()]))).toBe('entry/data-invalid data.opens')
  expect(await resultOf(survey(surveyData({ 'GG-S01': 'S' }), () => [signId()]))).toBe('entry/data-invalid subjects.1')
  const { opens } = surveyData({ 'GG-S01': 'S' })
  expect(await resultOf(survey({ ...surveyData(), opens }))).toBe('entry/data-invalid data.opens')
})

test('[ENTRY-30] a grade that was typed, and a form with an open item, are kept aside', async () => {
  const severe = surveyData({ 'GG-S01': 'S' })
  expect(await resultOf(survey({ ...severe, grade: 'SERIOUS', row: 4 }))).toBe('entry/data-invalid data.grade')
  const answers = Object.fromEntries(Object.entries(severe.answers).filter(([id]) => id !== 'GG-S02'))
  expect(await resultOf(survey({ ...severe, answers }))).toBe('entry/data-invalid data.answers')
  expect(await resultOf(survey({ ...severe, raised: { to: 'MINOR', reason: '看着还行' } }))).toBe(
    'entry/data-invalid data.raised',
  )
})

test('[ENTRY-30] a survey by another table is taken as it says', async () => {
  const other = { ...surveyData({ 'GG-S01': 'S' }), tableVersion: 99, grade: 'SERIOUS' as const, row: 4 }
  expect(await resultOf(survey(other))).toBe('accepted')
})

test('the register is made anew for signs that an older build knew', async () => {
  await push(server, officer, [survey(surveyData({ 'GG-P02': 'M' }))])
  await server.deps.store.write((tx) => tx.updateTable('sign_row').set({ content: 'old', fold_version: 0 }).execute())
  expect(await rebuildRows(server.deps.store, 'otherBuild', new AbortController().signal)).toBe(1)
  expect(await registerLine()).toMatchObject({ content: '示例早餐店', grade: 'GENERAL' })
})

test('[ENTRY-37] a sign whose hazard is open is merged into no other, until somebody finds it gone', async () => {
  const captain = await server.login('2001')
  const kept = entryOf(server, officer, 'sign.registered', {
    scope: 'squad-1',
    subjects: (id) => [signIdOf(id)],
    data: signData(),
  })
  const merge = async (): Promise<unknown> => {
    const subjects = (): string[] => [signId(), signIdOf(kept.id)]
    const data = { into: signIdOf(kept.id) }
    return (
      await push(server, captain, [entryOf(server, captain, 'sign.merged', { scope: 'squad-1', subjects, data })])
    ).results[0]
  }
  const found = survey(surveyData({ 'GG-P02': 'M' }))
  await push(server, officer, [kept, found])
  expect(await merge()).toMatchObject({ status: 'refused', code: 'entry/hazard-open' })
  expect(await registerLines()).toMatchObject([{ merged_into: null }, { merged_into: null }])
  server.clock.advance(60_000)
  await push(server, officer, [survey(surveyData({}, { hasOpenCase: true }), () => [signId(), caseIdOf(found.id)])])
  expect(await merge()).toMatchObject({ status: 'accepted' })
})
