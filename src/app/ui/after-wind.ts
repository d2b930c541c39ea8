import { moment } from '../../domain/signage/sign-words.ts'
import type { WindRecheck } from '../../domain/signage/wind-recheck.ts'
import { fill } from '../texts/text.ts'
import { wind } from '../texts/zh-CN/wind.ts'

/** Why a sign is to be looked at again after a wind, and by when. */
export const afterWind = ({ windEndedMs, byMs }: WindRecheck, timeZone: string): string =>
  fill(wind.afterUntil, { ended: moment(windEndedMs, timeZone).slice(5), by: moment(byMs, timeZone).slice(5) })
