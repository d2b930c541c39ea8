import { describe, expect, test } from 'vitest'
import { entryKinds, type EntryKind } from '../../../../src/domain/journal/entry-kinds.ts'
import { mayUnderGrant, refusalOf } from '../../../../src/domain/people/permissions.ts'
import { Role } from '../../../../src/domain/people/role.ts'
import { bareData } from '../../../support/bare-data.ts'

describe('recording', () => {
  const kinds = Object.keys(entryKinds) as EntryKind[]

  test.each(kinds)('%s is nothing for those who only set up or only look on', (kind) => {
    expect(refusalOf('admin', kind, bareData(kind))).toBe('entry/role-not-permitted')
    expect(refusalOf('viewer', kind, bareData(kind))).toBe('entry/role-not-permitted')
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
    'case.unitExtensionAsked',
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
      for (const role of ['officer', 'aux', 'captain'] as const)
        expect(refusalOf(role, kind, bareData(kind))).toBeNull()
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
