import { describe, expect, test } from 'vitest'
import { foldCase } from '../../../../src/domain/casework/fold-case.ts'
import { caseIdOf, type SubjectId } from '../../../../src/domain/ids.ts'
import type { StampedEntry } from '../../../../src/domain/journal/entry.ts'
import { handlersOfCase } from '../../../../src/domain/signage/handlers-of-case.ts'
import { foldSign } from '../../../../src/domain/signage/fold-sign.ts'
import { filedData } from '../../../support/case-decisions.ts'
import { at, createEntryMaker, ms } from '../../../support/entry-maker.ts'
import { finder, hangingPanel, other, signId } from '../../../support/hanging-panel.ts'
import { photoRef, reportedData } from '../../../support/reported-case.ts'
import { surveyData } from '../../../support/surveyed-sign.ts'

const stateOf = (caseId: SubjectId, entries: readonly StampedEntry[]) => {
  const value = foldCase(caseId, entries)
  return [value?.state, value?.ineffective.map(({ code }) => code)]
}

describe('[ENTRY-34] the case of a sign', () => {
  test('is closed by a later survey that finds nothing, of somebody else, with a picture taken after', () => {
    const { before, caseId, finish, look } = hangingPanel()
    const entries = [...before, finish(finder), look(other)]
    expect(stateOf(caseId, entries)).toEqual(['closed', []])
    expect(foldSign(signId, entries)).toMatchObject({ grade: 'NONE', recheck: { by: other, atMs: ms('10:00') } })
  })

  test('is not closed by whoever saw to it, and says so', () => {
    const { before, caseId, finish, look } = hangingPanel()
    expect(stateOf(caseId, [...before, finish(other), look(other)])).toEqual(['reported', ['case/own-recheck']])
    expect(stateOf(caseId, [...before, finish(other), look(finder)])).toEqual(['closed', []])
  })

  test('counts whoever found the hazard as its handler until somebody says that they saw to it', () => {
    const { before, caseId, look } = hangingPanel()
    expect(stateOf(caseId, [...before, look(finder)])).toEqual(['reported', ['case/own-recheck']])
    expect(stateOf(caseId, [...before, look(other)])).toEqual(['closed', []])
  })

  test('is not closed without a picture taken after', () => {
    const { before, caseId, finish, look } = hangingPanel()
    const blind = look(other, { roles: ['far', 'near'] })
    expect(stateOf(caseId, [...before, finish(finder), blind])).toEqual(['reported', ['case/after-photo-missing']])
  })

  test('is not closed by the picture of a repair after which the hazard was still there', () => {
    const { before, caseId, finish, look } = hangingPanel()
    const failed = [
      before[0]!,
      before[1]!,
      finish(finder, { roles: ['after'] }),
      look(finder, { time: '10:00', bad: true, roles: [] }),
    ]
    const blind = look(other, { time: '11:00', roles: ['far'] })
    expect(stateOf(caseId, [...failed, blind])).toEqual(['reported', ['case/after-photo-missing']])
    expect(stateOf(caseId, [...failed, look(other, { time: '11:00' })])).toEqual(['closed', []])
  })

  test('asks anew who saw to it once the hazard was found again: then it is whoever found it', () => {
    const { before, caseId, finish, look } = hangingPanel()
    const again = [...before, finish(finder), look(other, { time: '10:00', bad: true })]
    expect(stateOf(caseId, [...again, look(other, { time: '11:00' })])).toEqual(['reported', ['case/own-recheck']])
    expect(stateOf(caseId, [...again, look(finder, { time: '11:00' })])).toEqual(['closed', []])
    const sign = foldSign(signId, again)
    expect(sign && handlersOfCase(sign, caseId)).toEqual([other])
  })

  test('is another one than a case that a person reported: no harmless survey that names it closes that', () => {
    const make = createEntryMaker(signId)
    const report = make('case.reported', reportedData(), { at: at('08:00') })
    const caseId = caseIdOf(report.entry.id)
    const reported = { ...report, entry: { ...report.entry, subjects: [caseId] } }
    const look = make('sign.surveyed', surveyData({}, { hasOpenCase: true }), {
      at: at('09:00'),
      author: other,
      subjects: [signId, caseId],
      parts: [photoRef('after', 1)],
    })
    expect(stateOf(caseId, [reported, look])).toEqual(['reported', []])
  })

  test('[ENTRY-58] is evaluated and opened again like every other one; after that a survey closes it anew', () => {
    const { before, caseId, finish, look, decide, stamped } = hangingPanel()
    const opened = [
      ...before,
      finish(finder),
      look(other),
      decide('3001', 'inspector', 'case.evaluated', { satisfaction: 'unsatisfied', note: '残件未清' }),
      decide('4001', 'command', 'case.reopened', { cause: 'unsatisfied', reason: '残件未清' }),
    ]
    expect(stateOf(caseId, stamped(opened.slice(0, 4)))).toEqual(['closed', []])
    expect(stateOf(caseId, stamped(opened.slice(0, 5)))).toEqual(['evaluated', []])
    expect(stateOf(caseId, stamped(opened))).toEqual(['reopened', []])
    const again = stamped([...opened, look(other, { time: '11:00' })])
    expect(stateOf(caseId, again)).toEqual(['closed', []])
    expect(foldCase(caseId, again)?.life).toMatchObject({ reopenings: 1, closing: { by: other, atMs: ms('11:00') } })
  })

  test('[ENTRY-58] is not evaluated before a survey has closed it, nor worked on after', () => {
    const { before, caseId, finish, look, decide, stamped } = hangingPanel()
    const early = decide('3001', 'inspector', 'case.evaluated', { satisfaction: 'satisfied' })
    const late = decide('2001', 'captain', 'case.filed', filedData())
    const entries = stamped([...before, finish(finder), early, look(other), late])
    expect(stateOf(caseId, entries)).toEqual(['closed', ['case/stage-changed', 'case/stage-changed']])
    expect(foldCase(caseId, entries)?.life.clock.state).toBe('stopped')
  })

  test('is back where it was when the hazard is found again, and what was captured before that comes too late', () => {
    const { before, caseId, finish, look, decide, stamped } = hangingPanel()
    const filed = decide('2001', 'captain', 'case.filed', filedData())
    const entries = [...before, filed, finish(finder), look(other), look(other, { time: '11:00', bad: true })]
    expect(foldCase(caseId, stamped(entries))).toMatchObject({ state: 'filed', life: { clock: { state: 'running' } } })
    const [gone, found] = entries.slice(-2)
    const otherwise = stamped([...entries.slice(0, -2), found!, gone!])
    expect(foldCase(caseId, otherwise)).toMatchObject({ state: 'filed', life: { clock: { state: 'running' } } })
  })

  test('is open again when a newer survey finds a hazard, whichever came first', () => {
    const { before, caseId, finish, look } = hangingPanel()
    const entries = [...before, finish(finder), look(other), look(other, { time: '11:00', bad: true })]
    expect(stateOf(caseId, entries)).toEqual(['reported', []])
    expect(stateOf(caseId, entries.toReversed())).toEqual(['reported', []])
  })
})

test('[ENTRY-35] what a survey owed is counted with it when it comes', () => {
  const { before, caseId, make } = hangingPanel()
  const [, survey] = before
  const late = make(
    'sign.supplemented',
    { survey: survey!.entry.id, note: '补拍' },
    {
      at: at('12:00'),
      subjects: [signId, caseId],
      parts: [photoRef('far', 7), photoRef('near', 8)],
    },
  )
  expect(foldSign(signId, before)?.owedPhotos).toBe(4)
  expect(foldSign(signId, [...before, late])?.owedPhotos).toBe(2)
  expect(foldCase(caseId, [...before, late])?.photos.map(({ ref }) => ref.role)).toEqual(['far', 'near'])
})
