import { foldIcsLine, icsText, icsUtc } from '../../lib/ics-text.ts'
import type { School } from '../place/school.ts'
import { sessionLabels } from './session.ts'
import { postOfShift, shiftPlaceName } from './shift-place.ts'
import type { Shift } from './shift.ts'

/** A shift with the revision of its document, which grows with every change. */
export interface CalendarShift {
  readonly shift: Shift
  readonly rev: number
  readonly school: School | undefined
}

const summaryOf = (shift: Shift, place: string): string => {
  const word = sessionLabels[shift.session]
  return place.includes(word) ? place : `${place} ${word}`
}

/** No colleague is named: what a phone's own calendar holds may be copied to wherever its maker likes. */
function eventOf({ shift, rev, school }: CalendarShift, nowMs: number): readonly string[] {
  const place = shiftPlaceName(shift, school)
  const summary = icsText(summaryOf(shift, place))
  const point = postOfShift(shift, school)?.point
  return [
    'BEGIN:VEVENT',
    `UID:${shift.id}@xunhu`,
    `SEQUENCE:${rev}`,
    `DTSTAMP:${icsUtc(nowMs)}`,
    `DTSTART:${icsUtc(Date.parse(shift.startsAt))}`,
    `DTEND:${icsUtc(Date.parse(shift.endsAt))}`,
    `SUMMARY:${summary}`,
    `LOCATION:${icsText(place)}`,
    ...(point ? [`GEO:${point.lat.toFixed(6)};${point.lng.toFixed(6)}`] : []),
    'STATUS:CONFIRMED',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${summary}`,
    'TRIGGER:-PT30M',
    'END:VALARM',
    'END:VEVENT',
  ]
}

/**
 * A person's shifts as an iCalendar object (RFC 5545), to be subscribed to.
 *
 * Every reading gives all of them: a shift that is missing was taken away, and calendars remove it.
 */
export function shiftCalendar(name: string, shifts: readonly CalendarShift[], nowMs: number): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//xunhu//roster//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${icsText(name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    ...shifts.flatMap((each) => eventOf(each, nowMs)),
    'END:VCALENDAR',
  ]
  return `${lines.map(foldIcsLine).join('\r\n')}\r\n`
}
