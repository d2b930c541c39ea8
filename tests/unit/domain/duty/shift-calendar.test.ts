import { expect, test } from 'vitest'
import { shiftCalendar } from '../../../../src/domain/duty/shift-calendar.ts'
import { li, school, shiftWith, wang } from '../../../support/roster-data.ts'

const nowMs = Date.parse('2026-11-20T04:00:00Z')
const shift = shiftWith([wang, li])

test('[CAL-2] a shift is an event with a lasting name, its revision, its hours in UTC, its gate, and an alarm before it', () => {
  expect(shiftCalendar('护学岗 王一', [{ shift, rev: 41, school }], nowMs).split('\r\n')).toEqual([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//xunhu//roster//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'X-WR-CALNAME:护学岗 王一',
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    'X-PUBLISHED-TTL:PT1H',
    'BEGIN:VEVENT',
    'UID:shift-2026-11-23-post-east-arrival@xunhu',
    'SEQUENCE:41',
    'DTSTAMP:20261120T040000Z',
    'DTSTART:20261122T234000Z',
    'DTEND:20261123T001500Z',
    'SUMMARY:示例一小 · 东门 到校',
    'LOCATION:示例一小 · 东门',
    'GEO:32.630000;117.050000',
    'STATUS:CONFIRMED',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'DESCRIPTION:示例一小 · 东门 到校',
    'TRIGGER:-PT30M',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ])
})

test('[CAL-2] a changed shift keeps its name and has a higher sequence; no colleague is named', () => {
  const later = { ...shift, startsAt: '2026-11-22T23:30:00.000Z' }
  const text = shiftCalendar('王一', [{ shift: later, rev: 44, school: undefined }], nowMs)
  expect(text).toContain(`UID:${shift.id}@xunhu\r\nSEQUENCE:44`)
  expect(text).toContain('DTSTART:20261122T233000Z')
  expect(text).not.toContain(li.name)
})
