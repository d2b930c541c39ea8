import { fill, type Catalogue } from '../texts/text.ts'

const minuteMs = 60_000

/** 12 分钟, 1 小时 5 分; whole minutes, never negative. */
export function durationWords(t: Catalogue, ms: number): string {
  const minutes = Math.max(0, Math.floor(ms / minuteMs))
  if (minutes < 60) return fill(t.duty.minutes, { n: minutes })
  const [h, m] = [Math.floor(minutes / 60), minutes % 60]
  return m === 0 ? fill(t.duty.hours, { h }) : fill(t.duty.hoursMinutes, { h, m })
}

/** 240 米, 1.3 公里. */
export function distanceWords(t: Catalogue, metres: number): string {
  return metres < 1000
    ? fill(t.duty.metres, { n: Math.round(metres) })
    : fill(t.duty.kilometres, { n: (metres / 1000).toFixed(1) })
}
