import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldCase } from '../../../../src/domain/casework/fold-case.ts'
import { PhotoRole } from '../../../../src/domain/casework/photo-rule.ts'
import { caseIdOf, type EntryId } from '../../../../src/domain/ids.ts'
import { history, rearranged } from '../../../support/entry-history.ts'
import { photoRef } from '../../../support/reported-case.ts'
import { caseStep } from '../../../support/subject-steps.ts'

const caseId = caseIdOf('00000000-0000-7000-8000-000000000001' as EntryId)

const caseHistory = history(caseId, caseStep)

describe('the fold of a case', () => {
  test('[ENTRY-13] is the same for every arrival order and any duplicates', () => {
    const cases = caseHistory.chain((entries) => fc.tuple(fc.constant(entries), rearranged(entries)))
    fc.assert(
      fc.property(cases, ([entries, otherwise]) => {
        expect(foldCase(caseId, otherwise)).toEqual(foldCase(caseId, entries))
      }),
    )
  })

  test('[ENTRY-13] gives every decision that was not taken back either its effect or a reason', () => {
    fc.assert(
      fc.property(caseHistory, (entries) => {
        const value = foldCase(caseId, entries)
        if (!value) return
        const takenBack = entries.filter(
          ({ entry }) =>
            entry.kind === 'record.withdrawn' &&
            entries.some((other) => other.entry.id === entry.data.target && other.entry.author === entry.author),
        )
        const targets = takenBack.map(({ entry }) => (entry.kind === 'record.withdrawn' ? entry.data.target : entry.id))
        const decisions = entries.filter(
          ({ entry }) => entry.kind === 'case.closedOnSite' && !targets.includes(entry.id),
        )
        expect(value.ineffective.length + (value.closedOnSite ? 1 : 0)).toBe(decisions.length)
      }),
    )
  })

  test('owes no more after another picture', () => {
    const withPicture = fc.tuple(caseHistory, fc.constantFrom(...PhotoRole.options))
    fc.assert(
      fc.property(withPicture, ([entries, role]) => {
        const before = foldCase(caseId, entries)
        const last = entries[entries.length - 1]
        if (!before || !last) return
        const id = '00000000-0000-7000-8000-888888888888' as EntryId
        const added = {
          stamp: null,
          entry: { ...last.entry, id, kind: 'case.supplemented', data: { note: '' }, parts: [photoRef(role)] },
        } as typeof last
        expect(foldCase(caseId, [...entries, added])?.owedPhotos).toBeLessThanOrEqual(before.owedPhotos)
      }),
    )
  })
})
