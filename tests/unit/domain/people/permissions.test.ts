import { describe, expect, test } from 'vitest'
import { Disposition } from '../../../../src/domain/casework/disposition.ts'
import { bureauScope, type ScopeId } from '../../../../src/domain/ids.ts'
import { entryKinds, type EntryKind } from '../../../../src/domain/journal/entry-kinds.ts'
import {
  isOutsideOwnUnit,
  may,
  mayUnderGrant,
  permissions,
  refusalOf,
  type Act,
} from '../../../../src/domain/people/permissions.ts'
import { permittedDispositions } from '../../../../src/domain/people/permitted-dispositions.ts'
import { Role } from '../../../../src/domain/people/role.ts'

const columns = ['officer', 'aux', 'captain', 'inspector', 'command', 'admin', 'viewer'] as const

/** Written out a second time on purpose: a changed cell must be changed twice. */
const table: Readonly<Record<Act, string>> = {
  takeDuty: '✔ ✔ ✔ – – – –',
  fillChecklist: '✔ ✔ ✔ – – – –',
  surveySigns: '✔ ✔ ✔ ✔ – – –',
  askLowering: '✔ – ✔ – – – –',
  decideLowering: '– – ✔ – – – –',
  issueNotice: '✔ – ✔ – – – –',
  rectifySigns: '✔ – ✔ – – – –',
  mergeSigns: '– – ✔ – ✔ – –',
  reportFinding: '✔ ✔ ✔ ✔ ✔ – –',
  supplementCase: '✔ ✔ ✔ ✔ ✔ – –',
  closeOnSite: '✔ ✔ ✔ – – – –',
  fileCase: '– – ✔ – ✔ – –',
  rejectCase: '– – – – ✔ – –',
  askVerify: '– – – – ✔ – –',
  verifyReport: '✔ ✔ ✔ – – – –',
  evaluateCase: '– – – ✔ – – –',
  mergeCases: '– – – – ✔ – –',
  dispatchCase: '– – ✔ – ✔ – –',
  handleCase: '✔ ✔ ✔ – – – –',
  returnCase: '✔ – ✔ – – – –',
  askDelay: '✔ – ✔ – – – –',
  decideDelay: '– – ✔ – ✔ – –',
  transferCase: '– – ✔ – ✔ – –',
  checkCase: '– – ✔ ✔ – – –',
  superviseCase: '– – – ✔ ✔ – –',
  reopenCase: '– – – – ✔ – –',
  voidCase: '– – ✔ – ✔ – –',
  recordPenalty: '✔ – ✔ – – – –',
  handleComplaint: '– – ✔ – ✔ – –',
  followUpComplaint: '– – ✔ ✔ ✔ – –',
  seeComplainant: '– – ✔ – ✔ – –',
  withdrawOwn: '✔ ✔ ✔ ✔ ✔ – –',
  backfillDuty: '– – ✔ – – – –',
  grantSubject: '– – ✔ – ✔ – –',
  importOffline: '– – ✔ – ✔ – –',
  seeDuty: '– – ✔ ✔ ✔ – ✔',
  seeLedger: '– – ✔ ✔ ✔ – ✔',
  exportLedger: '– – ✔ ✔ ✔ – –',
  seeRecordsOfScope: '✔ ✔ ✔ ✔ ✔ – ✔',
  seePositions: '– – ✔ ✔ ✔ – –',
  raiseAlert: '– – ✔ – ✔ – –',
  raiseAlertForAll: '– – – – ✔ – –',
  askSwap: '✔ ✔ ✔ – – – –',
  decideSwap: '– – ✔ – – – –',
  editRoster: '– – ✔ – – ✔ –',
  editSchools: '– – ✔ – – ✔ –',
  manageSetUp: '– – – – – ✔ –',
  readAudit: '– – – ✔ – ✔ –',
  editUnits: '– – ✔ – ✔ ✔ –',
}
const cells = Object.entries(table).flatMap(([act, row]) =>
  row.split(' ').map((cell, index) => [columns[index] ?? 'officer', act as Act, cell === '✔'] as const),
)

const dataOf = (kind: EntryKind): unknown =>
  kind === 'case.closedOnSite' || kind === 'case.handled' ? { disposition: 'PERSUADE', withOfficer: 'p-1001' } : {}

describe('the permission table', () => {
  test('has a column for every role and a row for every act', () => {
    expect([...columns].sort()).toEqual([...Role.options].sort())
    expect(Object.keys(table).sort()).toEqual(Object.keys(permissions).sort())
    expect(cells).toHaveLength(columns.length * Object.keys(permissions).length)
  })

  test.each(cells)('%s, %s: %s', (role, act, allowed) => {
    expect(may(role, act)).toBe(allowed)
  })
})

describe('recording', () => {
  const kinds = Object.keys(entryKinds) as EntryKind[]

  test.each(kinds)('%s is nothing for those who only set up or only look on', (kind) => {
    expect(refusalOf('admin', kind, dataOf(kind))).toBe('entry/role-not-permitted')
    expect(refusalOf('viewer', kind, dataOf(kind))).toBe('entry/role-not-permitted')
  })

  const ofTheOffice: readonly EntryKind[] = [
    'duty.backfilled',
    'roster.swapDecided',
    'sign.loweringDecided',
    'sign.merged',
    'wind.warned',
    'wind.lifted',
    'wind.routed',
    'subject.granted',
    'subject.grantEnded',
    'case.filed',
    'case.rejected',
    'case.merged',
    'case.dispatched',
    'complaint.received',
    'complaint.answered',
    'complaint.followedUp',
    'case.sentOut',
    'case.unitAnswered',
    'case.answerReviewed',
    'case.extensionDecided',
    'case.deferralDecided',
    'case.checked',
    'case.transferred',
    'case.transferAnswered',
    'case.supervised',
    'case.verifyAsked',
    'case.evaluated',
    'case.reopeningDeclined',
    'case.reopened',
    'case.voided',
  ]
  /** Asking for a lower grade, handing over an order and finishing a case are an officer's. */
  const ofOfficers: readonly EntryKind[] = [
    'sign.loweringAsked',
    'sign.noticeIssued',
    'sign.rectified',
    'case.returned',
    'case.extensionAsked',
    'case.deferralAsked',
    'case.resumed',
    'case.penaltyRecorded',
  ]
  /** Of these, what the squad does that a case was dispatched to. */
  const ofTheUnit: readonly EntryKind[] = [
    'case.returned',
    'case.extensionAsked',
    'case.deferralAsked',
    'case.resumed',
    'case.penaltyRecorded',
  ]

  test.each(kinds.filter((kind) => ![...ofTheOffice, ...ofOfficers].includes(kind)))(
    '%s is for everybody at a gate',
    (kind) => {
      for (const role of ['officer', 'aux', 'captain'] as const) expect(refusalOf(role, kind, dataOf(kind))).toBeNull()
    },
  )

  test('补录 is the captain’s alone', () => {
    const allowed = Role.options.filter((role) => refusalOf(role, 'duty.backfilled', {}) === null)
    expect(allowed).toEqual(['captain'])
  })

  test('a grade is lowered by nobody but a captain, and an 协管员 does not even ask for it', () => {
    const allowed = (kind: EntryKind) => Role.options.filter((role) => refusalOf(role, kind, {}) === null)
    expect([allowed('sign.loweringAsked'), allowed('sign.loweringDecided')]).toEqual([
      ['officer', 'captain'],
      ['captain'],
    ])
  })

  test.each(['sign.noticeIssued', 'sign.rectified'] as const)(
    '[ENTRY-36] %s is for officers and captains, never for an 协管员',
    (kind) => {
      expect(Role.options.filter((role) => refusalOf(role, kind, {}) === null)).toEqual(['officer', 'captain'])
    },
  )

  test.each([
    'subject.granted',
    'subject.grantEnded',
    'sign.merged',
    'wind.warned',
    'wind.lifted',
    'wind.routed',
  ] as const)('%s is for captains and the command centre', (kind) => {
    expect(Role.options.filter((role) => refusalOf(role, kind, {}) === null)).toEqual(['captain', 'command'])
  })

  test('[ENTRY-22] under a grant no kind decides about its author’s own work or speaks for the home squad', () => {
    const barred = kinds.filter((kind) => !mayUnderGrant(kind))
    expect(barred.sort()).toEqual(
      [
        ...ofTheOffice,
        ...ofOfficers.filter((kind) => !ofTheUnit.includes(kind)),
        'case.closedOnSite',
        'case.reported',
        'roster.acknowledged',
        'roster.swapAsked',
        'roster.swapAnswered',
        'sign.placed',
        'sign.registered',
      ].sort(),
    )
  })

  test.each(['case.reported', 'case.supplemented', 'record.withdrawn'] as const)(
    '%s is also for inspectors and the command centre',
    (kind) => {
      expect(refusalOf('inspector', kind, {})).toBeNull()
      expect(refusalOf('command', kind, {})).toBeNull()
    },
  )
})

describe('solving a finding at once', () => {
  const auxiliary = ['PERSUADE', 'INFORM', 'GUIDE', 'ASSIST']

  test.each(Disposition.options)('%s by an 协管员 is received only where it enforces nothing', (disposition) => {
    const refusal = auxiliary.includes(disposition) ? null : 'entry/disposition-not-permitted'
    expect(refusalOf('aux', 'case.closedOnSite', { disposition, note: '' })).toBe(refusal)
  })

  test.each(['ORDER', 'CASE'])('%s is nobody’s: it takes documents and two officers', (disposition) => {
    for (const role of ['officer', 'captain', 'aux'] as const) {
      expect(refusalOf(role, 'case.closedOnSite', { disposition, note: '' })).toBe('entry/disposition-not-permitted')
    }
  })

  test('offers what needs no power first, to officers and captains alike', () => {
    expect(permittedDispositions('aux')).toEqual(auxiliary)
    expect(permittedDispositions('officer').slice(0, 4)).toEqual(auxiliary)
    expect(permittedDispositions('captain')).toEqual(permittedDispositions('officer'))
    expect(permittedDispositions('officer')).toContain('ONSITE')
  })

  test.each(['inspector', 'command', 'admin', 'viewer'] as const)('offers nothing to %s', (role) => {
    expect(permittedDispositions(role)).toEqual([])
  })
})

describe('[ENTRY-41] what is done with a case', () => {
  /** Written out a second time on purpose, as the bureau's published table has it. */
  const acts: Readonly<Partial<Record<EntryKind, readonly Role[]>>> = {
    'case.verifyAsked': ['command'],
    'case.verified': ['officer', 'aux', 'captain'],
    'case.evaluated': ['inspector'],
    'case.reopeningDeclined': ['command'],
    'case.filed': ['captain', 'command'],
    'case.rejected': ['command'],
    'case.merged': ['command'],
    'case.dispatched': ['captain', 'command'],
    'case.accepted': ['officer', 'aux', 'captain'],
    'case.returned': ['officer', 'captain'],
    'case.handled': ['officer', 'aux', 'captain'],
    'case.extensionAsked': ['officer', 'captain'],
    'case.extensionDecided': ['captain', 'command'],
    'case.deferralAsked': ['officer', 'captain'],
    'case.deferralDecided': ['captain', 'command'],
    'case.resumed': ['officer', 'captain'],
    'case.checked': ['captain', 'inspector'],
    'case.transferred': ['captain', 'command'],
    'case.transferAnswered': ['captain', 'command'],
    'case.supervised': ['inspector', 'command'],
    'case.reopened': ['command'],
    'case.voided': ['captain', 'command'],
    'case.penaltyRecorded': ['officer', 'captain'],
  }
  const acted = Object.entries(acts).flatMap(([kind, allowed]) =>
    Role.options.map((role) => [role, kind as EntryKind, allowed.includes(role)] as const),
  )

  test.each(acted)('%s, %s: %s', (role, kind, allowed) => {
    expect(refusalOf(role, kind, dataOf(kind)) === null).toBe(allowed)
  })

  test('an 协管员 finishes a case with an officer only, and takes no enforcement step', () => {
    const finish = (data: object) => refusalOf('aux', 'case.handled', data)
    expect(finish({ disposition: 'PERSUADE', withOfficer: 'p-1001' })).toBeNull()
    expect(finish({ disposition: 'PERSUADE' })).toBe('entry/role-not-permitted')
    expect(finish({ disposition: 'ORDER', withOfficer: 'p-1001' })).toBe('entry/disposition-not-permitted')
  })

  test.each(['ORDER', 'CASE'])('%s is possible where there was time for documents, to officers', (disposition) => {
    expect(refusalOf('officer', 'case.handled', { disposition })).toBeNull()
  })

  test('nobody decides in an office that is not theirs', () => {
    const decide = (role: Role, as: string) => refusalOf(role, 'case.deferralDecided', { as, approved: true })
    expect([decide('captain', 'captain'), decide('command', 'command')]).toEqual([null, null])
    expect([decide('captain', 'command'), decide('command', 'captain')]).toEqual([
      'entry/role-not-permitted',
      'entry/role-not-permitted',
    ])
  })

  test('a captain decides in the own squad, and about nothing that is the bureau’s', () => {
    const squad = 'squad-1' as ScopeId
    expect(isOutsideOwnUnit('captain', 'case.filed', squad)).toBe(false)
    expect(isOutsideOwnUnit('captain', 'case.filed', bureauScope)).toBe(true)
    expect(isOutsideOwnUnit('command', 'case.filed', bureauScope)).toBe(false)
    expect(isOutsideOwnUnit('captain', 'case.accepted', bureauScope)).toBe(false)
  })
})
