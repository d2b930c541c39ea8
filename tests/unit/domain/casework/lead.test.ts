import { describe, expect, test } from 'vitest'
import { isLead } from '../../../../src/domain/casework/lead.ts'
import type { StampedEntry } from '../../../../src/domain/journal/entry.ts'
import { filedData, handledData, unit } from '../../../support/case-decisions.ts'
import { createCaseLife, type CaseLife } from '../../../support/case-life.ts'
import { photoRef } from '../../../support/reported-case.ts'

const ofAux = (life: CaseLife): readonly StampedEntry[] =>
  life.entries.map((item, index) =>
    index === 0 && item.stamp ? { ...item, stamp: { ...item.stamp, authorRole: 'aux' as const } } : item,
  )
const lead = (life: CaseLife): boolean => isLead(life.state(), ofAux(life))

describe('线索', () => {
  test('is what an 协管员 reported, until an officer has been there: to look, to handle it, or to check it', () => {
    const looked = createCaseLife()
    expect([lead(looked), isLead(looked.state(), looked.entries)]).toEqual([true, false])
    looked.does('4001', 'case.verifyAsked', { to: unit, reason: '看不清', dueAt: '2026-11-20T12:00:00+08:00' })
    looked.does('1001', 'case.verified', { unit, exists: true }, { parts: [photoRef('scene')] })
    expect(lead(looked)).toBe(false)
    const handled = createCaseLife()
    handled.toHandled()
    expect(lead(handled)).toBe(false)
  })

  test('it stays when the office files and dispatches it, or another 协管员 looks', () => {
    const life = createCaseLife()
    life.does('4001', 'case.verifyAsked', { to: unit, reason: '看不清', dueAt: '2026-11-20T12:00:00+08:00' })
    life.does('1101', 'case.verified', { unit, exists: true }, { parts: [photoRef('scene')] })
    life.toHandling()
    expect(lead(life)).toBe(true)
  })

  test('an officer who was there with an 协管员 has confirmed it; a check of pictures at the desk has not', () => {
    const life = createCaseLife()
    life.does('2001', 'case.filed', filedData('2026-11-20T18:00:00+08:00'))
    life.does('2001', 'case.dispatched', { to: unit })
    life.does('1101', 'case.accepted', { unit })
    life.does('1101', 'case.handled', handledData(), { parts: [photoRef('after')] })
    life.does('2001', 'case.checked', { passed: true, onSite: false })
    expect(lead(life)).toBe(true)
    const together = createCaseLife()
    together.does('2001', 'case.filed', filedData('2026-11-20T18:00:00+08:00'))
    together.does('2001', 'case.dispatched', { to: unit })
    together.does('1101', 'case.accepted', { unit })
    together.does('1101', 'case.handled', handledData({ withOfficer: 'p-1001' as never }), {
      parts: [photoRef('after')],
    })
    expect(lead(together)).toBe(false)
  })
})
