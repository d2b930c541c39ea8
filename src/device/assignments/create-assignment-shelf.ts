import type { Shift } from '../../domain/duty/shift.ts'
import type { AssignmentData, Collection } from '../../domain/journal/assignment.ts'
import type { XunhuDatabase } from '../database/database.ts'
import type { AssignmentShelf } from './assignment-shelf.ts'

export const assignmentKey = (collection: string, id: string): string => `${collection}/${id}`

const byStart = (left: Shift, right: Shift): number => Date.parse(left.startsAt) - Date.parse(right.startsAt)

export function createAssignmentShelf(db: XunhuDatabase): AssignmentShelf {
  const shiftsBetween = async (fromDate: string, toDate: string): Promise<readonly Shift[]> => {
    const rows = await db.assignments
      .where('[collection+sortKey]')
      .between(['shifts', fromDate], ['shifts', toDate], true, true)
      .toArray()
    return rows.map((row) => row.data as unknown as Shift).sort(byStart)
  }
  return {
    one: async <C extends Collection>(collection: C, id: string) =>
      (await db.assignments.get(assignmentKey(collection, id)))?.data as AssignmentData[C] | undefined,
    all: async <C extends Collection>(collection: C) =>
      (await db.assignments.where('collection').equals(collection).toArray()).map(
        (row) => row.data as unknown as AssignmentData[C],
      ),
    shiftsBetween,
    shiftsOf: async (personId, fromDate, toDate) =>
      (await shiftsBetween(fromDate, toDate)).filter((shift) => shift.assignees.includes(personId)),
  }
}
