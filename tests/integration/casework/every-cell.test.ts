import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EntryId, type PersonId, type ScopeId, type SubjectId } from '../../../src/domain/ids.ts'
import { caseActKinds } from '../../../src/domain/casework/transitions.ts'
import type { EntryKind } from '../../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../../src/domain/journal/entry-schemas.ts'
import { Role } from '../../../src/domain/people/role.ts'
import { deferralData, filedData, handledData, sentOutData } from '../../support/case-decisions.ts'
import { entryOf, findingOf, photoRef, push } from '../../support/pushed-entries.ts'
import { signInAll, type ClientOf } from '../../support/sign-in-all.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let client: ClientOf
let caseId: SubjectId
const unit = 'squad-1' as ScopeId
const numbers: Readonly<Record<Role, string>> = {
  officer: '1001',
  aux: '1101',
  captain: '2001',
  inspector: '3001',
  command: '4001',
  viewer: '5001',
  admin: '9001',
}

beforeAll(async () => {
  server = await createTestServer()
  client = await signInAll(
    server,
    Role.options.map((role) => [numbers[role], role, unit] as const),
  )
  await server.addPerson('1002', 'officer', 'squad-2')
  const { entry, caseId: reported } = findingOf(server, client('1001'), unit)
  await push(server, client('1001'), [entry])
  caseId = reported
})
afterAll(() => server.close())

const moment = '2026-12-01T18:00:00+08:00'
const request = '00000000-0000-7000-8000-000000000009' as EntryId

const complaintBy = (role: Role): EntryData['complaint.received'] => ({
  source: 'hotline12345',
  sourceNo: `示例 ${role}`,
  receivedAt: new Date(server.clock.now()).toISOString(),
  summary: '占道',
  limit: { amount: 5, unit: 'workDay' },
  calendarVersion: 0,
  dueAt: moment,
  nth: 1,
})

type Row = readonly [kind: EntryKind, data: unknown, roles: string]

/** The published tables once more, row by row, written out on purpose: who may make which record about a case. */
const rows: readonly Row[] = [
  ['case.reported', null, 'officer aux captain inspector command'],
  ['case.supplemented', { note: '补充' }, 'officer aux captain inspector command'],
  ['case.closedOnSite', { disposition: 'PERSUADE', note: '' }, 'officer aux captain'],
  ['case.closedOnSite', { disposition: 'REMIND', note: '' }, 'officer captain'],
  ['case.verifyAsked', { to: unit, reason: '没有照片', dueAt: moment }, 'command'],
  ['case.verified', { unit, exists: true }, 'officer aux captain'],
  ['case.filed', filedData(moment), 'captain command'],
  ['case.rejected', { ground: 'noFacts', reason: '未发现' }, 'command'],
  ['case.merged', { into: 'case-other' }, 'command'],
  ['case.dispatched', { to: unit }, 'captain command'],
  ['case.sentOut', sentOutData(), 'captain command'],
  ['case.unitAnswered', { sent: request, result: 'notOurs', text: '非我', via: 'office' }, 'captain command'],
  [
    'case.unitExtensionAsked',
    { sent: request, reason: '配件未到', until: '2026-11-22T18:00:00+08:00', via: 'office' },
    'captain command',
  ],
  ['case.answerReviewed', { answer: request, accepted: true }, 'captain command'],
  ['case.accepted', { unit }, 'officer aux captain'],
  ['case.returned', { unit, reason: '不在辖区' }, 'officer captain'],
  ['case.handled', handledData(), 'officer captain'],
  ['case.handled', handledData({ withOfficer: 'p-1001' as PersonId }), 'officer aux captain'],
  ['case.handled', handledData({ disposition: 'ORDER', withOfficer: 'p-1001' as PersonId }), 'officer captain'],
  ['case.extensionAsked', { unit, reason: '外出', until: moment }, 'officer captain'],
  ['case.extensionDecided', { request, as: 'captain', approved: false, reason: '不同意' }, 'captain'],
  ['case.extensionDecided', { request, as: 'command', approved: false, reason: '不同意' }, 'command'],
  ['case.deferralAsked', deferralData(), 'officer captain'],
  ['case.deferralDecided', { request, as: 'captain', approved: true }, 'captain'],
  ['case.deferralDecided', { request, as: 'command', approved: true }, 'command'],
  ['case.resumed', { dueAt: moment, calendarVersion: 0 }, 'officer captain'],
  ['case.checked', { passed: true, onSite: false }, 'captain inspector'],
  ['case.transferred', { letterNo: '示例移 1 号', authority: '示例局', evidence: '照片' }, 'captain command'],
  ['case.transferAnswered', { takenOver: true, reply: '已受理' }, 'captain command'],
  ['case.supervised', { reason: '重复反映' }, 'inspector command'],
  ['case.evaluated', { satisfaction: 'satisfied' }, 'inspector'],
  ['case.reopeningDeclined', { reason: '已处置到位' }, 'command'],
  ['case.reopened', { cause: 'relapse', reason: '又摆出' }, 'command'],
  ['case.voided', { reason: '重复录入' }, 'captain command'],
  ['complaint.received', null, 'captain command'],
  ['complaint.answered', { complaint: request, text: '已答复' }, 'captain command'],
  ['complaint.followedUp', { complaint: request, satisfaction: 'satisfied' }, 'captain inspector command'],
  ['subject.granted', { to: 'squad-2', reason: '协助' }, 'captain command'],
]

const cells = rows.flatMap(([kind, data, roles]) =>
  Role.options.map((role) => ({ kind, data, role, allowed: roles.split(' ').includes(role) })),
)

async function answerTo(role: Role, kind: EntryKind, data: unknown): Promise<string> {
  const by = client(numbers[role])
  if (kind === 'case.reported') return outcomeOf(role, findingOf(server, by, unit).entry)
  const said = kind === 'complaint.received' ? complaintBy(role) : data
  const parts = [photoRef(server, Buffer.from(`${kind} ${role}`), 'after')]
  const facts = { scope: unit, subjects: () => [caseId], data: said as EntryData[typeof kind], parts }
  return outcomeOf(role, entryOf(server, by, kind, facts))
}
async function outcomeOf(role: Role, entry: ReturnType<typeof entryOf>): Promise<string> {
  const [result] = (await push(server, client(numbers[role]), [entry])).results
  return result?.code ?? result?.status ?? ''
}

describe('[ENTRY-41] the server, cell by cell', () => {
  test('every act on a case has its row', () => {
    const written = new Set(rows.map(([kind]) => kind))
    expect(caseActKinds.filter((kind) => !written.has(kind))).toEqual([])
  })

  test.each(Role.options)('a penalty step by %s is held to her certificate, or is not hers at all', async (role) => {
    const certificate = { number: '示例证 1', validTo: '2028-12-31' }
    const data = { step: 'warning', docNo: '示例罚 1 号', signedOn: '2026-11-20', certificate }
    expect(await answerTo(role, 'case.penaltyRecorded', data)).toBe(
      ['officer', 'captain'].includes(role) ? 'entry/certificate-invalid' : 'entry/role-not-permitted',
    )
  })

  test.each(cells)('$kind by $role: $allowed', async ({ kind, data, role, allowed }) => {
    const answer = await answerTo(role, kind, data)
    if (allowed) expect(answer).toBe('accepted')
    else expect(['entry/role-not-permitted', 'entry/disposition-not-permitted']).toContain(answer)
  })
})
