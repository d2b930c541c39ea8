import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { caseStages, openStages } from '../../../../src/domain/casework/case-stage.ts'
import type { CaseState } from '../../../../src/domain/casework/case-state.ts'
import { foldCase } from '../../../../src/domain/casework/fold-case.ts'
import { isCaseActKind, transitions } from '../../../../src/domain/casework/transitions.ts'
import { caseIdOf, type EntryId } from '../../../../src/domain/ids.ts'
import type { StampedEntry } from '../../../../src/domain/journal/entry.ts'
import { actOfMove } from '../../../../src/domain/people/case-acts.ts'
import { may } from '../../../../src/domain/people/permissions.ts'
import { must } from '../../../../src/lib/must.ts'
import { caseLife } from '../../../support/case-steps.ts'
import { rearranged } from '../../../support/entry-history.ts'

const caseId = caseIdOf('00000000-0000-7000-8000-000000000001' as EntryId)
const lives = caseLife(caseId)
const stateOf = (entries: readonly StampedEntry[]): CaseState => must(foldCase(caseId, entries), 'a reported case')

describe('the life of a case', () => {
  test('[ENTRY-40] goes by the list of transitions and by nothing else', () => {
    fc.assert(
      fc.property(lives, (entries) => {
        const { life } = stateOf(entries)
        let stage = 'reported'
        for (const step of life.steps) {
          const way = must(
            transitions.find(({ kind, outcome }) => kind === step.kind && outcome === step.outcome),
            'a step that is on the list',
          )
          expect(way.from).toContain(stage)
          expect(step).toMatchObject({ from: stage, to: way.to === 'same' ? stage : way.to })
          stage = step.to
        }
        expect(life.stage).toBe(stage)
      }),
    )
  })

  test('[ENTRY-13] is the same for every arrival order and any duplicates', () => {
    const cases = lives.chain((entries) => fc.tuple(fc.constant(entries), rearranged(entries)))
    fc.assert(
      fc.property(cases, ([entries, otherwise]) => {
        expect(foldCase(caseId, otherwise)).toEqual(stateOf(entries))
      }),
    )
  })

  test('[ENTRY-40] gives every act its effect or one reason', () => {
    fc.assert(
      fc.property(lives, (entries) => {
        const { life, ineffective } = stateOf(entries)
        const told = [...life.steps.filter(({ kind }) => isCaseActKind(kind)), ...ineffective].map(
          ({ entryId }) => entryId,
        )
        const acts = entries.filter(({ entry }) => isCaseActKind(entry.kind)).map(({ entry }) => entry.id)
        expect([...told].sort()).toEqual([...acts].sort())
      }),
    )
  })

  test('[ENTRY-40] only grows: what counted before a later act counts after it', () => {
    fc.assert(
      fc.property(lives, (entries) => {
        const before = stateOf(entries.slice(0, Math.max(1, entries.length - 1))).life.steps
        expect(stateOf(entries).life.steps.slice(0, before.length)).toEqual(before)
      }),
    )
  })

  test('[ENTRY-41] [ENTRY-42] holds nothing that its author’s role may not do, and no check by somebody who handled it', () => {
    fc.assert(
      fc.property(lives, (entries) => {
        const byId = new Map(entries.map((item) => [item.entry.id, item]))
        let handlers: string[] = []
        for (const { entryId, kind, by } of stateOf(entries).life.steps) {
          const { stamp } = must(byId.get(entryId), 'a step of these records')
          expect(stamp && may(stamp.authorRole, actOfMove(kind))).toBe(true)
          if (kind === 'case.reopened') handlers = []
          if (kind === 'case.checked') expect(handlers).not.toContain(by)
          if (kind === 'case.accepted' || kind === 'case.handled') handlers.push(by)
        }
      }),
    )
  })

  test('[ENTRY-44] has no clock that ran less than nothing, ends before it starts, or runs where nobody works', () => {
    fc.assert(
      fc.property(lives, (entries) => {
        const { life, state } = stateOf(entries)
        const { clock } = life
        expect(clock.ranMs).toBeGreaterThanOrEqual(0)
        if (clock.startedAtMs !== null) expect(clock.dueAtMs).toBeGreaterThanOrEqual(clock.startedAtMs)
        if (clock.state === 'running') expect(openStages).toContain(state)
        expect(clock.state === 'paused').toBe(state === 'deferred')
      }),
    )
  })

  test('[ENTRY-57] [ENTRY-58] asks and hears nobody twice: a look ends the asking, and nobody’s dissatisfaction is outvoted', () => {
    fc.assert(
      fc.property(lives, (entries) => {
        const { life } = stateOf(entries)
        expect(life.verifying === null).toBe(life.stage !== 'verifyPending')
        expect(life.evaluation === null).toBe(life.stage !== 'evaluated')
        const last = life.steps.findLast(({ kind }) => kind === 'case.verified' || kind === 'case.filed')
        if (last?.outcome === 'absent') expect(life.stage).toBe('rejected')
        const before = stateOf(entries.slice(0, Math.max(1, entries.length - 1))).life
        const newest = entries.at(-1)?.entry
        const waits = before.evaluation?.satisfaction === 'unsatisfied' && before.evaluation.declined === null
        const isOther =
          newest?.kind === 'case.evaluated' ||
          (newest?.kind === 'complaint.followedUp' && newest.data.complaint !== before.evaluation?.complaint)
        if (waits && isOther) expect(life.evaluation?.satisfaction).toBe('unsatisfied')
      }),
    )
  })

  test('reaches every stage, so that these laws are about something', () => {
    const seen = fc
      .sample(lives, { numRuns: 1000, seed: 5 })
      .flatMap((entries) => stateOf(entries).life.steps.map(({ to }) => to))
    expect([...new Set(['reported', ...seen])].sort()).toEqual([...caseStages].sort())
  })
})
