import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { PersonId, ScopeId, SubjectId } from '../../../src/domain/ids.ts'
import type { EntryKind } from '../../../src/domain/journal/entry-kinds.ts'
import type { EntryData } from '../../../src/domain/journal/entry-schemas.ts'
import type { EntryEnvelope } from '../../../src/domain/journal/entry.ts'
import { putAssignment } from '../../../src/server/services/assignments.ts'
import { findPerson } from '../../../src/server/services/people.ts'
import { filedData, handledData } from '../../support/case-decisions.ts'
import { entryOf, findingOf, photoRef, push } from '../../support/pushed-entries.ts'
import { deltaOf, sync } from '../../support/sync-calls.ts'
import { signInAll, type ClientOf } from '../../support/sign-in-all.ts'
import { createTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
let client: ClientOf
const people = [
  ['1001', 'officer', 'squad-1'],
  ['1101', 'aux', 'squad-1'],
  ['2001', 'captain', 'squad-1'],
  ['1002', 'officer', 'squad-2'],
  ['3001', 'inspector', 'bureau'],
  ['4001', 'command', 'bureau'],
] as const

beforeEach(async () => {
  server = await createTestServer()
  client = await signInAll(server, people)
})
afterEach(() => server.close())

async function reported(number = '1001', scope = 'squad-1'): Promise<SubjectId> {
  const { entry, caseId } = findingOf(server, client(number), scope)
  await push(server, client(number), [entry])
  return caseId
}

const actOf = <K extends EntryKind>(
  number: string,
  caseId: SubjectId,
  kind: K,
  data: EntryData[K],
  { scope = 'squad-1', parts = [] as Parameters<typeof entryOf>[3]['parts'] } = {},
): EntryEnvelope =>
  entryOf(server, client(number), kind, { scope, subjects: () => [caseId], data, ...(parts ? { parts } : {}) })

async function codeOf(number: string, entry: EntryEnvelope): Promise<string> {
  const [result] = (await push(server, client(number), [entry])).results
  return result?.code ?? result?.status ?? ''
}

const unit = 'squad-1' as ScopeId

describe('[ENTRY-41] the server takes of each role what the table gives it', () => {
  test('an 协管员 files, orders and finishes nothing alone', async () => {
    const caseId = await reported()
    const tries = [
      actOf('1101', caseId, 'case.filed', filedData()),
      actOf('1101', caseId, 'case.handled', handledData()),
      actOf('1101', caseId, 'case.handled', handledData({ disposition: 'ORDER', withOfficer: 'p-1001' as PersonId })),
      actOf('1101', caseId, 'case.handled', handledData({ withOfficer: 'p-1001' as PersonId })),
    ]
    expect(await Promise.all(tries.map((entry) => codeOf('1101', entry)))).toEqual([
      'entry/role-not-permitted',
      'entry/role-not-permitted',
      'entry/disposition-not-permitted',
      'accepted',
    ])
  })

  test('nobody acts for a unit that is not theirs, or in an office that is not theirs', async () => {
    const caseId = await reported()
    expect(await codeOf('1001', actOf('1001', caseId, 'case.accepted', { unit: 'squad-2' as ScopeId }))).toBe(
      'entry/scope-not-member',
    )
    const decided = { request: '00000000-0000-7000-8000-000000000009', as: 'command', approved: true } as never
    expect(await codeOf('2001', actOf('2001', caseId, 'case.deferralDecided', decided))).toBe(
      'entry/role-not-permitted',
    )
  })

  test('what the bureau’s own people reported is not a captain’s to file', async () => {
    const caseId = await reported('3001', 'bureau')
    const filed = (number: string) =>
      codeOf(number, actOf(number, caseId, 'case.filed', filedData(), { scope: 'bureau' }))
    expect([await filed('2001'), await filed('4001')]).toEqual(['entry/role-not-permitted', 'accepted'])
  })
})

describe('[ENTRY-45] a dispatch to another squad', () => {
  const other = 'squad-2' as ScopeId

  /** Reported, filed and dispatched to the other squad. */
  async function dispatchedAway(): Promise<SubjectId> {
    const caseId = await reported()
    // One after the other: what comes in one push has one revision, and ids of one moment have no order.
    await push(server, client('2001'), [actOf('2001', caseId, 'case.filed', filedData())])
    await push(server, client('2001'), [actOf('2001', caseId, 'case.dispatched', { to: other })])
    return caseId
  }

  /** Whether this person's phone is given anything of the case, or the office page shows it. */
  async function visible(number: string, caseId: SubjectId): Promise<boolean> {
    const { entries } = deltaOf(await sync(server, client(number)), other)
    const isFed = entries.some(({ entry }) => entry.subjects.includes(caseId))
    const grants = await server.deps.store.query((db) =>
      db.selectFrom('subject_grant').select('ended').where('subject', '=', caseId).execute(),
    )
    expect(grants.some(({ ended }) => ended === 0)).toBe(isFed)
    return isFed
  }

  test('shows it the case with its history, lets it handle it, and nothing more', async () => {
    const to = other
    const caseId = await dispatchedAway()
    const seen = deltaOf(await sync(server, client('1002')), to).entries.map(({ entry }) => entry.kind)
    expect(seen.sort()).toEqual(['case.dispatched', 'case.filed', 'case.reported'])
    const parts = [photoRef(server, Buffer.from('after'), 'after')]
    expect(await codeOf('1002', actOf('1002', caseId, 'case.accepted', { unit: to }))).toBe('accepted')
    expect(await codeOf('1002', actOf('1002', caseId, 'case.handled', handledData({ unit: to }), { parts }))).toBe(
      'accepted',
    )
    expect(await codeOf('1002', actOf('1002', caseId, 'case.voided', { reason: '不该有' }))).toBe(
      'entry/scope-not-member',
    )
  })

  test('ends when the case is dispatched to somebody else, and for nobody else', async () => {
    const caseId = await dispatchedAway()
    const second = await dispatchedAway()
    await push(server, client('2001'), [actOf('2001', caseId, 'case.dispatched', { to: unit })])
    expect([await visible('1002', caseId), await visible('1002', second)]).toEqual([false, true])
    expect(await codeOf('1002', actOf('1002', caseId, 'case.accepted', { unit: other }))).toBe('accepted')
  })

  test('ends when the case is closed, and not when its check has failed', async () => {
    const caseId = await dispatchedAway()
    const parts = [photoRef(server, Buffer.from('after'), 'after')]
    const check = (passed: boolean) =>
      actOf('2001', caseId, 'case.checked', passed ? { passed, onSite: false } : failed)
    const failed = { passed: false, onSite: false, reason: '仍有物品', dueAt: '2026-11-21T09:00:00+08:00' } as const
    const finish = () =>
      push(server, client('1002'), [actOf('1002', caseId, 'case.handled', handledData({ unit: other }), { parts })])
    await push(server, client('1002'), [actOf('1002', caseId, 'case.accepted', { unit: other })])
    await finish()
    await push(server, client('2001'), [check(false)])
    expect(await visible('1002', caseId)).toBe(true)
    await finish()
    await push(server, client('2001'), [check(true)])
    expect(await visible('1002', caseId)).toBe(false)
  })

  test('has no effect where the case cannot be dispatched, and an act without effect ends none', async () => {
    const fresh = await reported()
    await push(server, client('2001'), [actOf('2001', fresh, 'case.dispatched', { to: other })])
    expect(await visible('1002', fresh)).toBe(false)
    const caseId = await dispatchedAway()
    await push(server, client('2001'), [actOf('2001', caseId, 'case.checked', { passed: true, onSite: false })])
    expect(await visible('1002', caseId)).toBe(true)
  })

  test('leaves alone what a captain has lent by hand', async () => {
    const caseId = await dispatchedAway()
    await push(server, client('2001'), [
      actOf('2001', caseId, 'subject.granted', { to: other, reason: '请协助' }),
      actOf('2001', caseId, 'case.dispatched', { to: unit }),
    ])
    expect(await visible('1002', caseId)).toBe(true)
  })

  test('is refused where there is no such squad; within the home it grants nothing', async () => {
    const caseId = await reported()
    const dispatch = (to: string) => codeOf('2001', actOf('2001', caseId, 'case.dispatched', { to: to as ScopeId }))
    expect([await dispatch('squad-9'), await dispatch('bureau')]).toEqual(['entry/grant-target', 'entry/grant-target'])
    expect(await dispatch(unit)).toBe('accepted')
    const grants = await server.deps.store.query((db) => db.selectFrom('subject_grant').selectAll().execute())
    expect(grants).toEqual([])
  })
})

describe('[ENTRY-43] an officer’s word on a penalty step', () => {
  const said = (validTo: string) => ({
    step: 'warning' as const,
    docNo: '示例罚 5 号',
    signedOn: '2026-11-20',
    certificate: { number: 'SL-1', validTo },
  })

  test('is taken with the certificate that the bureau holds of her, and with no other', async () => {
    const caseId = await reported()
    const word = (validTo: string) => codeOf('1001', actOf('1001', caseId, 'case.penaltyRecorded', said(validTo)))
    expect(await word('2028-12-31')).toBe('entry/certificate-invalid')
    await server.deps.store.write(async (tx) => {
      const person = await findPerson(tx, 'p-1001')
      if (!person) throw new Error('p-1001 is nobody')
      const data = { ...person, certificate: { number: 'SL-1', validTo: '2028-12-31' } }
      await putAssignment(tx, { collection: 'people', id: person.id, scope: person.scope, baseRev: 'any', data })
    })
    expect([await word('2029-12-31'), await word('2028-12-31')]).toEqual(['entry/certificate-invalid', 'accepted'])
    const late = { ...said('2028-12-31'), signedOn: '2029-01-01' }
    expect(await codeOf('1001', actOf('1001', caseId, 'case.penaltyRecorded', late))).toBe('entry/certificate-invalid')
  })
})
