import type { AssignmentData, Collection } from '../../domain/journal/assignment.ts'
import type { Shift } from '../../domain/duty/shift.ts'
import type { PersonId } from '../../domain/ids.ts'

/** The office's documents on this device. Reads only; suitable inside Dexie live queries. */
export interface AssignmentShelf {
  one<C extends Collection>(collection: C, id: string): Promise<AssignmentData[C] | undefined>
  all<C extends Collection>(collection: C): Promise<readonly AssignmentData[C][]>
  /** Shifts of one person between two local dates, both included, by start. */
  shiftsOf(personId: PersonId, fromDate: string, toDate: string): Promise<readonly Shift[]>
  /** All shifts of the person's scopes between two local dates. */
  shiftsBetween(fromDate: string, toDate: string): Promise<readonly Shift[]>
}
