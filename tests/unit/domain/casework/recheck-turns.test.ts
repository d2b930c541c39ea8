import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldCase } from '../../../../src/domain/casework/fold-case.ts'
import { recheckOf } from '../../../../src/domain/casework/recheck.ts'
import { recheckTurns } from '../../../../src/domain/casework/recheck-turns.ts'
import { effectiveEntries } from '../../../../src/domain/journal/effective-entries.ts'
import type { StampedEntry } from '../../../../src/domain/journal/entry.ts'
import { foldSign } from '../../../../src/domain/signage/fold-sign.ts'
import { filedData, unit } from '../../../support/case-decisions.ts'
import { finder, hangingPanel, other, signId } from '../../../support/hanging-panel.ts'

type Panel = ReturnType<typeof hangingPanel>

const stateOf = ({ caseId, stamped }: Panel, entries: readonly StampedEntry[]) => {
  const value = foldCase(caseId, stamped(entries))
  return [value?.state, value?.ineffective.map(({ code }) => code)]
}

const filed = ({ decide }: Panel): StampedEntry => decide('2001', 'captain', 'case.filed', filedData())
const evaluated = ({ decide }: Panel): StampedEntry =>
  decide('3001', 'inspector', 'case.evaluated', { satisfaction: 'unsatisfied', note: '残件未清' })
const reopened = ({ decide }: Panel): StampedEntry =>
  decide('4001', 'command', 'case.reopened', { cause: 'unsatisfied', reason: '残件未清' })

/** Filed, and in somebody's hands. */
const worked = (panel: Panel): readonly StampedEntry[] => [
  filed(panel),
  panel.decide('2001', 'captain', 'case.dispatched', { to: unit }),
  panel.decide('1102', 'officer', 'case.accepted', { unit }),
]

describe('[ENTRY-34] among the acts about a sign’s case', () => {
  test('a picture that the repair brings after the survey closes the case when it comes, for the sign too', () => {
    const panel = hangingPanel()
    const [blind, repair] = [
      panel.look(other, { roles: ['far'] }),
      panel.finish(finder, { roles: ['after'], time: '11:00' }),
    ]
    const entries = [...panel.before, blind, ...worked(panel), repair]
    expect(stateOf(panel, entries.slice(0, -1))).toEqual(['handling', ['case/after-photo-missing']])
    expect(stateOf(panel, entries)).toEqual(['closed', []])
    expect(foldCase(panel.caseId, panel.stamped(entries))?.life.filing).not.toBeNull()
    expect(foldSign(signId, panel.stamped([...panel.before, blind, repair]))?.recheck).toMatchObject({ by: other })
  })

  test('whoever turns out to have repaired it has closed nothing, and the case is back where it was', () => {
    const panel = hangingPanel()
    const entries = [...panel.before, filed(panel), panel.look(other), panel.finish(other, { time: '11:00' })]
    expect(stateOf(panel, entries.slice(0, -1))).toEqual(['closed', []])
    expect(stateOf(panel, entries)).toEqual(['filed', ['case/own-recheck']])
    expect(foldCase(panel.caseId, panel.stamped(entries))?.rechecked).toBeNull()
  })

  test('a later survey that is not enough by itself opens nothing that is closed', () => {
    const panel = hangingPanel()
    const closed = [...panel.before, panel.finish(finder), panel.look(other), evaluated(panel)]
    for (const late of [panel.look(finder, { time: '11:00' }), panel.look('1103' as typeof other, { time: '11:00' })])
      expect(stateOf(panel, [...closed, late])).toEqual(['evaluated', []])
  })

  test('a hazard that is found after the office has opened the case again takes none of its work back', () => {
    const panel = hangingPanel()
    const again = [...panel.before, panel.look(other), evaluated(panel), reopened(panel), ...worked(panel)]
    const found = [...again, panel.look(other, { time: '11:00', bad: true })]
    expect(stateOf(panel, found)).toEqual(['handling', []])
    expect(foldCase(panel.caseId, panel.stamped(found))?.life).toMatchObject({ reopenings: 1, filing: {} })
  })

  test('a closing survey that is taken back puts the case back, but not what the office has done upon it', () => {
    const panel = hangingPanel()
    const look = panel.look(other)
    expect(stateOf(panel, [...panel.before, filed(panel), look, panel.takeBack(look)])).toEqual(['filed', []])
    const again = [...panel.before, look, evaluated(panel), reopened(panel), ...worked(panel), panel.takeBack(look)]
    expect(stateOf(panel, again)).toEqual(['handling', []])
  })
})

describe('[ENTRY-34] for any surveys, repairs and withdrawals, whatever comes first', () => {
  const roles = fc.constantFrom([], ['after'] as const)
  const person = fc.constantFrom(finder, other, '1103' as typeof other)
  const time = fc.integer({ min: 10, max: 59 }).map((minute) => `09:${minute}`)
  const what = fc.record({
    kind: fc.constantFrom('look', 'hazard', 'finish'),
    person,
    roles,
    time,
    isTakenBack: fc.boolean(),
  })
  const histories = fc.array(what, { maxLength: 8 }).chain((whats) => {
    const panel = hangingPanel()
    const entries = whats.flatMap(({ kind, person: by, isTakenBack, ...facts }) => {
      const made =
        kind === 'finish'
          ? panel.finish(by, facts)
          : panel.look(by, kind === 'hazard' ? { ...facts, bad: true } : facts)
      return isTakenBack ? [made, panel.takeBack(made)] : [made]
    })
    const order = fc.shuffledSubarray(entries, { minLength: entries.length })
    return fc.record({ panel: fc.constant(panel), arrived: order, shown: order })
  })

  test('the last turn is the answer of all of them, and the case is closed if and only if that closes it', () => {
    fc.assert(
      fc.property(histories, ({ panel, arrived }) => {
        const all = panel.stamped([...panel.before, ...arrived])
        const opener = panel.before[1]!.entry
        const { closed } = recheckOf(opener, effectiveEntries(all).entries)
        expect(recheckTurns(opener, all).at(-1)?.closed ?? null).toEqual(closed)
        const value = foldCase(panel.caseId, all)
        expect(value?.state).toBe(closed ? 'closed' : 'reported')
        expect(value?.rechecked).toEqual(closed)
        expect(foldSign(signId, all)?.recheck).toEqual(closed)
      }),
      { numRuns: 400 },
    )
  })

  test('the case is the same, in whatever order a phone learns of the records', () => {
    fc.assert(
      fc.property(histories, ({ panel, arrived, shown }) => {
        const all = panel.stamped([...panel.before, ...arrived, ...worked(panel)])
        const stampOf = new Map(all.map((item) => [item.entry.id, item]))
        const shuffled = [...shown.map(({ entry }) => stampOf.get(entry.id)!), ...all.slice().reverse()]
        expect(foldCase(panel.caseId, shuffled)).toEqual(foldCase(panel.caseId, all))
      }),
      { numRuns: 200 },
    )
  })
})
