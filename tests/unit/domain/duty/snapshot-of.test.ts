import { expect, test } from 'vitest'
import { snapshotOf } from '../../../../src/domain/duty/snapshot-of.ts'
import { morningShift, morningSnapshot } from '../../../support/morning-shift.ts'

test('a record copies the window and the place of a rostered shift, and nobody who was rostered', () => {
  expect(snapshotOf(morningShift)).toEqual(morningSnapshot)
})

test('a record of a patrol copies no member that the shift does not have', () => {
  const { date, title, startsAt, endsAt } = morningSnapshot
  const patrol = { date, title, startsAt, endsAt, session: 'patrol' as const }
  expect(Object.keys(snapshotOf(patrol)).sort()).toEqual(Object.keys(patrol).sort())
})
