import { describe, expect, test } from 'vitest'
import { bureauScope, type ScopeId } from '../../../../src/domain/ids.ts'
import type { EntryKind } from '../../../../src/domain/journal/entry-kinds.ts'
import { isOutsideOwnUnit, refusalOf } from '../../../../src/domain/people/permissions.ts'
import { Role } from '../../../../src/domain/people/role.ts'
import { bareData } from '../../../support/bare-data.ts'

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
    expect(refusalOf(role, kind, bareData(kind)) === null).toBe(allowed)
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
