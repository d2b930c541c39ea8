import type { KeyValues } from '../../../device/account/account-memory.ts'
import type { ShiftRow } from '../../../device/database/rows.ts'
import { addDays, localDate } from '../../../domain/duty/local-day.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import type { TodayShift } from '../../../domain/duty/today.ts'
import type { PersonId } from '../../../domain/ids.ts'
import { dayShifts } from './day-shifts.ts'

/** What 今日 was made of when it was last seen, and what the places of its shifts are called. */
export interface RememberedDays {
  readonly rostered: readonly Shift[]
  readonly rows: readonly ShiftRow[]
  readonly placeNames: Readonly<Record<string, string>>
}

export interface ShiftAtHand {
  readonly item: TodayShift
  readonly placeName: string
  readonly date: string
}

/** A week of shifts with their drills is more than anybody needs before the database is open; 40 are some 15 KB. */
const mostShifts = 40

const keyOf = (personId: PersonId): string => `xunhu.days.${personId}`

/**
 * The days beside the database, where they can be read before it is open.
 *
 * A copy that nothing but the first glance reads: without it the start is as ever.
 */
export interface DayMemory {
  remember(personId: PersonId, days: RememberedDays): void
  /** The shift that 今日 will show first; null where what is remembered says nothing of now. */
  shiftAtHand(person: { readonly personId: PersonId; readonly timeZone: string }, nowMs: number): ShiftAtHand | null
}

/** `build` is of this release: what another one has kept may have another shape, and is not read. */
export function createDayMemory(values: KeyValues, build: string): DayMemory {
  function find(personId: PersonId, timeZone: string, nowMs: number): ShiftAtHand | null {
    const days = JSON.parse(values.getItem(keyOf(personId)) ?? 'null') as (RememberedDays & { build: string }) | null
    if (days?.build !== build) return null
    const date = localDate(nowMs, timeZone)
    const rows = days.rows.filter((row) => row.date >= addDays(date, -1))
    const items = dayShifts({ rostered: days.rostered, rows, personId, date, nowMs })
    const item = items.find(({ phase }) => phase !== 'done' && phase !== 'missed')
    return item ? { item, date, placeName: days.placeNames[item.shift.id] ?? item.shift.title } : null
  }

  return {
    remember: (personId, days) => {
      const kept = { build, ...days, rostered: days.rostered.slice(0, mostShifts) }
      try {
        values.setItem(keyOf(personId), JSON.stringify(kept))
      } catch {
        // Full: an old copy would show what is not so any more.
        values.removeItem(keyOf(personId))
      }
    },
    shiftAtHand: ({ personId, timeZone }, nowMs) => {
      try {
        return find(personId, timeZone, nowMs)
      } catch {
        // What cannot be read must never keep the app from opening.
        return null
      }
    },
  }
}
