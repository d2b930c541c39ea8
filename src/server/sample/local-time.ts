const dayMs = 86_400_000

const offsetMsAt = (instantMs: number, timeZone: string): number => {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    dateStyle: 'short',
    timeStyle: 'medium',
  })
    .formatToParts(instantMs)
    .map((part) => [part.type, Number(part.value)] as const)
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = Object.fromEntries(parts)
  return Date.UTC(2000 + year, month - 1, day, hour, minute, second) - Math.floor(instantMs / 1000) * 1000
}

/** The calendar day (YYYY-MM-DD) that a moment belongs to in `timeZone`. */
export const localDateOf = (instantMs: number, timeZone: string): string =>
  new Date(instantMs + offsetMsAt(instantMs, timeZone)).toISOString().slice(0, 10)

/** The moment at which the clocks of `timeZone` show `time` (HH:mm) on `date`; 24:00 is the next day's first. */
export function localInstantMs(date: string, time: string, timeZone: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  const shownMs = Date.parse(`${date}T00:00:00Z`) + (hours * 60 + minutes) * 60_000
  const guessMs = shownMs - offsetMsAt(shownMs, timeZone)
  return shownMs - offsetMsAt(guessMs, timeZone)
}

/** The calendar day `days` later. */
export const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

/** 1 = Monday … 7 = Sunday. */
export const weekdayOf = (date: string): number => new Date(`${date}T00:00:00Z`).getUTCDay() || 7
