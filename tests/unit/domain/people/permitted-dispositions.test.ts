import { describe, expect, test } from 'vitest'
import { Disposition } from '../../../../src/domain/casework/disposition.ts'
import { refusalOf } from '../../../../src/domain/people/permissions.ts'
import { permittedDispositions } from '../../../../src/domain/people/permitted-dispositions.ts'

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
