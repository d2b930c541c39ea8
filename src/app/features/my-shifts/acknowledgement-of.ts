import type { NewEntry } from '../../../device/journal/journal.ts'
import type { ShiftNews } from '../../../domain/duty/roster-news.ts'
import { seenShiftOf } from '../../../domain/duty/seen-shift.ts'

/** The record that this was seen. */
export const acknowledgementOf = (news: ShiftNews): NewEntry<'roster.acknowledged'> =>
  news.sort === 'released'
    ? {
        kind: 'roster.acknowledged',
        scope: news.scope,
        subjects: [news.shiftId],
        data: { shift: news.before, standing: 'released' },
      }
    : {
        kind: 'roster.acknowledged',
        scope: news.shift.scope,
        subjects: [news.shift.id],
        data: { shift: seenShiftOf(news.shift), standing: 'assigned' },
      }
