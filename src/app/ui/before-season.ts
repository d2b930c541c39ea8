import { seasonLabels } from '../../domain/calendar/season.ts'
import type { SeasonCheck } from '../../domain/signage/season-check.ts'
import { fill } from '../texts/text.ts'
import { wind } from '../texts/zh-CN/wind.ts'

/** Why a sign is to be looked at before a season, and from when until when that counts. */
export const beforeSeason = ({ kind, opensOn, by }: SeasonCheck): string =>
  fill(wind.season.before, { season: seasonLabels[kind], opens: opensOn, by })
