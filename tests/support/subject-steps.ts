import fc from 'fast-check'
import { Disposition } from '../../src/domain/casework/disposition.ts'
import { PhotoRole, PhotoRule } from '../../src/domain/casework/photo-rule.ts'
import { counterIds } from '../../src/domain/duty/counter.ts'
import { withdrawal, type Step } from './entry-history.ts'
import { arrivedData, backfilledData, leftData, morningShift } from './morning-shift.ts'
import { photoRef, reportedData } from './reported-case.ts'

const photos = fc
  .array(fc.constantFrom(...PhotoRole.options), { maxLength: 3 })
  .map((roles) => roles.map((role) => photoRef(role)))

const report = fc.tuple(fc.constantFrom(...PhotoRule.options), photos).map(
  ([photoRule, parts]): Step =>
    (make, facts) =>
      make('case.reported', reportedData({ photoRule }), { ...facts, parts }),
)
const supplement = photos.map(
  (parts): Step =>
    (make, facts) =>
      make('case.supplemented', { note: '补充' }, { ...facts, parts }),
)
const closing = fc.tuple(fc.constantFrom(...Disposition.options), photos).map(
  ([disposition, parts]): Step =>
    (make, facts) =>
      make('case.closedOnSite', { disposition, note: '' }, { ...facts, parts }),
)

/** What people see of a case, and take back. */
export const caseObservation: fc.Arbitrary<Step> = fc.oneof(report, supplement, withdrawal)

/** The same, and what they decide about it. */
export const caseStep: fc.Arbitrary<Step> = fc.oneof(report, supplement, closing, withdrawal)

/** Everything that is recorded about a shift, checklists too: observations all of it. */
export const shiftStep: fc.Arbitrary<Step> = fc.oneof(
  withdrawal,
  fc.constantFrom<Step>(
    (make, facts) => make('duty.arrived', arrivedData(), facts),
    (make, facts) => make('duty.left', leftData(), facts),
    (make, facts) => make('duty.steppedAway', { reason: '送学生' }, facts),
    (make, facts) => make('duty.returned', {}, facts),
    (make, facts) => make('duty.confirmed', { placement: arrivedData().placement }, facts),
    (make, facts) => make('duty.backfilled', backfilledData(), facts),
    (make, facts) => make('case.reported', reportedData(), { ...facts, subjects: ['case-a', morningShift.id] }),
  ),
  fc.constantFrom(...counterIds).map(
    (counter): Step =>
      (make, facts) =>
        make('duty.tallied', { counter, delta: 1 }, facts),
  ),
  fc.constantFrom('pass', 'fail', 'na').map(
    (result): Step =>
      (make, facts) =>
        make(
          'inspection.answered',
          { templateId: 'HX', templateVersion: 1, answers: [{ itemId: 'HX-04', result }] },
          facts,
        ),
  ),
)
