import { plainCalendar, type CalendarDocument } from '../../domain/calendar/working-calendar.ts'
import type { Tx } from '../store/store.ts'
import { findAssignment } from './assignments.ts'

/** The bureau's working days; a plain week where none were set. */
export async function readCalendar(db: Tx): Promise<CalendarDocument | typeof plainCalendar> {
  return ((await findAssignment(db, 'calendars', 'calendar'))?.data as CalendarDocument | undefined) ?? plainCalendar
}
