/** Dates and clock times in the bureau's time zone, whatever zone the device or the server stands in. */

const formats = new Map<string, Intl.DateTimeFormat>()

/** Building a format costs about 50 µs, and a list of 10,000 rows asks for one per row. */
function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(timeZone, made)
  return made
}

function partsOf(ms: number, timeZone: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(ms)
      .map((part) => [part.type, part.value]),
  )
}

/**
 * China's clocks have stood 8 hours ahead of UTC since the last summer time ended on 15 September 1991.
 *
 * Building the browser's first format takes a slow phone 70 ms, at the moment when it should show today's shift.
 */
const china = { zone: 'Asia/Shanghai', offsetMs: 8 * 3_600_000, sinceMs: Date.UTC(1991, 8, 15) } as const

/** How far the zone's clock is ahead of UTC at that moment, in ms. */
function zoneOffsetMs(ms: number, timeZone: string): number {
  if (timeZone === china.zone && ms >= china.sinceMs) return china.offsetMs
  const { year, month, day, hour, minute, second } = partsOf(ms, timeZone)
  const asUtc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second))
  return asUtc - Math.floor(ms / 1000) * 1000
}

/** What a clock on the wall of the zone shows, written as if it were UTC. */
const wallClock = (ms: number, timeZone: string): string => new Date(ms + zoneOffsetMs(ms, timeZone)).toISOString()

/** YYYY-MM-DD */
export const localDate = (ms: number, timeZone: string): string => wallClock(ms, timeZone).slice(0, 10)

/** HH:mm */
export const localTime = (ms: number, timeZone: string): string => wallClock(ms, timeZone).slice(11, 16)

const dayMs = 86_400_000

/**
 * The moment at which clocks in the zone show `time` on `date`, in ms since 1970.
 *
 * A time that a change of clocks repeats means the earlier moment; one that it skips is as much later as the change is long
 * (02:30 becomes 03:30), so that a day whose midnight is skipped starts at its first moment.
 */
export function localTimeToMs(date: string, time: string, timeZone: string): number {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const asUtc = Date.UTC(year, month - 1, day, hour, minute)
  // No zone is farther than a day from UTC, and none changes its clocks twice in two days.
  const before = asUtc - zoneOffsetMs(asUtc - dayMs, timeZone)
  const after = asUtc - zoneOffsetMs(asUtc + dayMs, timeZone)
  const isShown = (ms: number): boolean => ms + zoneOffsetMs(ms, timeZone) === asUtc
  // Where both are shown, clocks went back between them, and `before` is the earlier.
  return [before, after].find(isShown) ?? before
}

/** The date `days` later (or earlier) by the calendar. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)
}

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()

/** The same day of the month, or the last one of a month that has no such day. */
export function addMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const counted = year * 12 + (month - 1) + months
  const [toYear, toMonth] = [Math.floor(counted / 12), (counted % 12) + 1]
  return new Date(Date.UTC(toYear, toMonth - 1, Math.min(day, lastDayOf(toYear, toMonth)))).toISOString().slice(0, 10)
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: string): number {
  return ((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7) + 1
}
