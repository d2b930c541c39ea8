import { addDays, localDate, localTimeToMs } from '../../../domain/duty/local-day.ts'
import type { RecordingContext } from './record-shift.ts'

/** Nine o'clock of a day so many days ago: work in the field begins in the morning, whenever the sample is first started. */
export const workingMorningMs = ({ nowMs, timeZone }: RecordingContext, daysAgo: number): number =>
  localTimeToMs(addDays(localDate(nowMs, timeZone), -daysAgo), '09:00', timeZone)
