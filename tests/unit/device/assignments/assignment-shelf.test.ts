import { beforeEach, describe, expect, test } from 'vitest'
import type { AssignmentRow } from '../../../../src/device/database/rows.ts'
import type { Shift } from '../../../../src/domain/duty/shift.ts'
import type { PersonId, SchoolId } from '../../../../src/domain/ids.ts'
import { rosteredShift, squad } from '../../../support/field-records.ts'
import { createEngine } from '../../../support/fresh-engine.ts'
import { createPhoneStorage, officer, type PhoneStorage } from '../../../support/phone-storage.ts'
import { countRowsRead } from '../../../support/storage-faults.ts'

const colleague = 'p-1002' as PersonId

const row = (collection: AssignmentRow['collection'], id: string, data: object, sortKey = ''): AssignmentRow => ({
  key: `${collection}/${id}`,
  collection,
  id,
  scope: squad,
  rev: 1,
  sortKey,
  data: { ...data },
})

const shiftRow = (shift: Shift): AssignmentRow => row('shifts', shift.id, shift, shift.date)

describe("the office's documents on the phone", () => {
  let phone: PhoneStorage

  beforeEach(async () => {
    phone = createPhoneStorage(createEngine())
    await phone.db.assignments.bulkPut([
      shiftRow(rosteredShift('shift-a', '2026-11-19', [officer], '2026-11-18T23:05:00.000Z')),
      shiftRow(rosteredShift('shift-d', '2026-11-20', [officer], '2026-11-20T08:05:00.000Z')),
      shiftRow(rosteredShift('shift-c', '2026-11-20', [colleague], '2026-11-20T04:05:00.000Z')),
      shiftRow(rosteredShift('shift-b', '2026-11-20', [colleague, officer], '2026-11-19T23:05:00.000Z')),
      shiftRow(rosteredShift('shift-e', '2026-11-21', [officer], '2026-11-20T23:05:00.000Z')),
      row('schools', 'school-1', { id: 'school-1', name: '实验小学' }),
      row('people', officer, { id: officer, name: '张三' }),
    ])
  })

  const idsOf = (shifts: readonly Shift[]): readonly string[] => shifts.map((shift) => shift.id)

  test('one document is found by collection and id', async () => {
    expect(await phone.assignments.one('schools', 'school-1')).toMatchObject({ id: 'school-1' as SchoolId })
    expect(await phone.assignments.one('people', 'school-1')).toBeUndefined()
  })

  test('all documents of one collection, and of no other', async () => {
    expect((await phone.assignments.all('people')).map(({ id }) => id)).toEqual([officer])
    expect(await phone.assignments.all('streets')).toEqual([])
  })

  test('the shifts between two dates, both included, by their start', async () => {
    expect(idsOf(await phone.assignments.shiftsBetween('2026-11-19', '2026-11-20'))).toEqual([
      'shift-a',
      'shift-b',
      'shift-c',
      'shift-d',
    ])
  })

  test("one person's shifts only", async () => {
    expect(idsOf(await phone.assignments.shiftsOf(officer, '2026-11-20', '2026-11-20'))).toEqual(['shift-b', 'shift-d'])
  })

  test('a day is read without the rest of the roster', async () => {
    const fresh = createPhoneStorage(createEngine())
    const reads = countRowsRead(fresh.db, 'assignments')
    const shifts = Array.from({ length: 2_000 }, (_, index) => {
      const date = `2026-${String(1 + (index % 12)).padStart(2, '0')}-${String(1 + (index % 28)).padStart(2, '0')}`
      return shiftRow(rosteredShift(`shift-${index}`, date, [officer], `${date}T00:00:00.000Z`))
    })
    await fresh.db.assignments.bulkPut(shifts)
    reads.rows = 0
    const found = await fresh.assignments.shiftsOf(officer, '2026-05-05', '2026-05-05')
    expect(found.length).toBeGreaterThan(0)
    expect(reads.rows).toBe(found.length)
  })
})
