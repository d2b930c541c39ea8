import { describe, expect, test } from 'vitest'
import { taskOf } from '../../../../src/domain/casework/case-task.ts'
import { deskPlaceOf } from '../../../../src/domain/casework/desk-queue.ts'
import { nearestPeople } from '../../../../src/domain/casework/nearest-people.ts'
import type { EntryId, PersonId } from '../../../../src/domain/ids.ts'
import type { Satisfaction } from '../../../../src/domain/complaint/complaint-entries.ts'
import { unit } from '../../../support/case-decisions.ts'
import { createCaseLife, type CaseLife } from '../../../support/case-life.ts'
import { at, ms } from '../../../support/entry-maker.ts'
import { morningShift } from '../../../support/morning-shift.ts'
import { photoRef } from '../../../support/reported-case.ts'

const ask = (life: CaseLife, person?: string): EntryId =>
  life.does('4001', 'case.verifyAsked', {
    to: unit,
    ...(person ? { person: person as PersonId } : {}),
    reason: '没有照片',
    dueAt: at('11:00'),
  })
const withPhoto = { parts: [photoRef('scene')] }

describe('[ENTRY-57] 待核实', () => {
  test('is a task of who is asked, until its limit, and no clock of the case runs', () => {
    const life = createCaseLife()
    ask(life, '1101')
    const value = life.state()
    expect(value.state).toBe('verifyPending')
    expect(taskOf(value)).toEqual({ unit, person: '1101', dueAtMs: ms('11:00') })
    expect(deskPlaceOf(value)).toMatchObject({ queue: 'verifying', isTimed: true, actByMs: ms('11:00') })
    expect(value.life.clock.state).toBe('idle')
  })

  test('it exists: the case is reported again, and can be filed', () => {
    const life = createCaseLife()
    ask(life)
    life.does('1101', 'case.verified', { unit, exists: true, note: '与反映一致' }, withPhoto)
    const value = life.state()
    expect([value.state, taskOf(value), deskPlaceOf(value).queue]).toEqual(['reported', null, 'toFile'])
    expect(value.life.verified).toMatchObject({ by: '1101', exists: true, note: '与反映一致' })
  })

  test('it does not: the case is rejected, with the reason that was found', () => {
    const life = createCaseLife()
    ask(life)
    life.does('1001', 'case.verified', { unit, exists: false, reason: '到场未发现' }, withPhoto)
    expect(life.state()).toMatchObject({ state: 'rejected', life: { lastReason: '到场未发现' } })
  })

  test('takes a picture of the place, the one who is asked, and her squad', () => {
    const life = createCaseLife()
    ask(life, '1101')
    const verified = { unit, exists: true } as const
    const tries = [
      life.does('1101', 'case.verified', verified),
      life.does('1001', 'case.verified', verified, withPhoto),
      life.does('1101', 'case.verified', { ...verified, unit: 'squad-9' as typeof unit }, withPhoto),
    ]
    expect(tries.map((id) => life.whyNot(id))).toEqual([
      'case/verify-photo-missing',
      'case/not-the-handler',
      'case/other-unit',
    ])
    expect(life.whyNot(life.does('2001', 'case.verified', verified, withPhoto))).toBeNull()
  })

  test('others may be asked while it waits; who looks after that is told that it has gone on', () => {
    const life = createCaseLife()
    ask(life, '1101')
    ask(life, '1002')
    expect(taskOf(life.state())).toMatchObject({ person: '1002' })
    life.does('1002', 'case.verified', { unit, exists: true }, withPhoto)
    const late = life.does('1101', 'case.verified', { unit, exists: false, reason: '没有' }, withPhoto)
    expect(life.whyNot(late)).toBe('case/stage-changed')
  })

  test('who stands a post nearest to it is named first, those who begin late or are not known to stand near not at all', () => {
    const near = { lat: 30.001, lng: 120 }
    const far = { lat: 30.02, lng: 120 }
    const school = (id: string, point: object) => ({ id, point, posts: [] }) as never
    const shift = (schoolId: string, person: string, startsAt = at('07:00'), endsAt = at('08:00')) =>
      ({ ...morningShift, schoolId, postId: undefined, startsAt, endsAt, assignees: [person] }) as never
    const found = nearestPeople(
      { fix: { lat: 30, lng: 120 } as never },
      [shift('s-far', '1001'), shift('s-near', '1101'), shift('s-near', '1002', at('16:00'), at('17:00'))],
      [school('s-near', near), school('s-far', far)],
      ms('07:30'),
    )
    expect(found.map(({ personId }) => personId)).toEqual(['1101', '1001'])
    expect(found[0]?.distanceM).toBe(111)
  })
})

/** A complaint about the case that was answered. */
function complain(life: CaseLife): EntryId {
  const limit = { amount: 1, unit: 'workDay' } as const
  const id = life.does('2001', 'complaint.received', {
    source: 'visit',
    receivedAt: at('08:00'),
    summary: '占道',
    limit,
    calendarVersion: 2026,
    dueAt: at('18:00'),
    nth: 1,
  })
  life.does('2001', 'complaint.answered', { complaint: id, text: '已处置' })
  return id
}
const says = (life: CaseLife, complaint: EntryId, satisfaction: Satisfaction): EntryId =>
  life.does('2001', 'complaint.followedUp', { complaint, satisfaction }, { at: at('12:00') })

describe('[ENTRY-58] 已评价', () => {
  test('a complainant’s word about the end evaluates the case, with no second record; not to be reached is no word', () => {
    const life = createCaseLife()
    life.toClosed()
    const complaint = complain(life)
    says(life, complaint, 'unreachable')
    expect(life.state().state).toBe('closed')
    says(life, complaint, 'basically')
    const value = life.state()
    expect(value).toMatchObject({ state: 'evaluated', life: { evaluation: { satisfaction: 'basically', complaint } } })
    expect([deskPlaceOf(value).queue, value.life.clock]).toEqual([null, expect.objectContaining({ state: 'stopped' })])
  })

  test('before the end it is about the answer alone', () => {
    const life = createCaseLife()
    says(life, complain(life), 'satisfied')
    life.toClosed()
    expect(life.state()).toMatchObject({ state: 'closed', life: { evaluation: null } })
  })

  test('a word about a complaint that was taken back is none', () => {
    const life = createCaseLife()
    life.toClosed()
    const complaint = complain(life)
    says(life, complaint, 'unsatisfied')
    life.does('2001', 'record.withdrawn', { target: complaint })
    expect(life.state()).toMatchObject({ state: 'closed', life: { evaluation: null }, complaints: [] })
  })

  test('what nobody was answered before is no word about it', () => {
    const life = createCaseLife()
    life.toClosed()
    says(life, '00000000-0000-7000-8000-00000000dead' as EntryId, 'satisfied')
    expect(life.state().state).toBe('closed')
  })

  test('an inspector’s dissatisfaction waits for the command centre, which opens the case again', () => {
    const life = createCaseLife()
    life.toClosed()
    life.does('3001', 'case.evaluated', { satisfaction: 'unsatisfied', note: '恢复不彻底' })
    expect(deskPlaceOf(life.state()).queue).toBe('toReopen')
    life.does('4001', 'case.reopened', { cause: 'unsatisfied', reason: '群众不满意' })
    const value = life.state()
    expect(value).toMatchObject({ state: 'reopened', life: { evaluation: null, reopenings: 1 } })
    expect(deskPlaceOf(value).order).toBeLessThan(deskPlaceOf(createCaseLife().state()).order)
  })

  test('or leaves it, once, with a reason', () => {
    const life = createCaseLife()
    life.toClosed()
    life.does('3001', 'case.evaluated', { satisfaction: 'unsatisfied', note: '恢复不彻底' })
    life.does('4001', 'case.reopeningDeclined', { reason: '已处置到位' })
    expect(deskPlaceOf(life.state()).queue).toBeNull()
    expect(life.state().life.evaluation?.declined).toBe('已处置到位')
    expect(life.whyNot(life.does('4001', 'case.reopeningDeclined', { reason: '再说' }))).toBe('case/already-decided')
  })

  test('nobody is outvoted: another’s satisfaction does not hide it, the same complainant’s does once she is answered anew', () => {
    const life = createCaseLife()
    life.toClosed()
    const [first, second] = [complain(life), complain(life)]
    says(life, first, 'unsatisfied')
    says(life, second, 'satisfied')
    expect(deskPlaceOf(life.state()).queue).toBe('toReopen')
    life.does('2001', 'complaint.answered', { complaint: first, text: '已再次处置' }, { at: at('12:30') })
    life.does('2001', 'complaint.followedUp', { complaint: first, satisfaction: 'satisfied' }, { at: at('13:00') })
    expect(deskPlaceOf(life.state()).queue).toBeNull()
  })
})
