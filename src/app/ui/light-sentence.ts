import type { DepartureLight } from '../../device/sync/departure-light.ts'
import { localTime } from '../../domain/duty/local-day.ts'
import { fill, type Catalogue } from '../texts/text.ts'

/** The one sentence that leads the 同步 screen: 可以离岗, or 还差 3 张照片, 最早 07:12. */
export function lightSentence(t: Catalogue, light: DepartureLight, timeZone: string): string {
  if (light.light === 'clear') return t.sync.clear
  const missing = [
    light.entries > 0 ? fill(t.sync.entries, { n: light.entries }) : '',
    light.photos > 0 ? fill(t.sync.photos, { n: light.photos }) : '',
    light.voices > 0 ? fill(t.sync.voices, { n: light.voices }) : '',
    light.attention > 0 ? fill(t.sync.attention, { n: light.attention }) : '',
  ].filter(Boolean)
  return fill(t.sync.owing, { what: missing.join('、'), time: localTime(light.oldestAtMs, timeZone) })
}
