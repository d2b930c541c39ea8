import { localTime, weekdayOf } from '../../../domain/duty/local-day.ts'
import type { SeenShift } from '../../../domain/duty/seen-shift.ts'
import { usePeople } from '../../composables/use-people.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useTexts } from '../../composables/use-texts.ts'
import { fill } from '../../texts/text.ts'
import { useMyShiftsTexts } from './my-shifts-texts.ts'

export interface ShiftWords {
  /** 11月23日 周一 */
  day(date: string): string
  /** 到校 07:40–08:15; some titles name their session already. */
  when(shift: SeenShift): string
  /** Who stands there besides the person who reads it. */
  others(shift: SeenShift): string
  lead(shift: SeenShift): string
}

/** A shift in a few words, as its person reads it. */
export function useShiftWords(): ShiftWords {
  const t = useTexts()
  const own = useMyShiftsTexts()
  const { session } = usePerson()
  const { nameOf } = usePeople()
  const time = (instant: string): string => localTime(Date.parse(instant), session.timeZone)
  return {
    day: (date) => {
      const [, month = 0, day = 0] = date.split('-').map(Number)
      return fill(own.date, { month, day, weekday: t.today.weekdays[weekdayOf(date) - 1] ?? '' })
    },
    when: ({ session: word, title, startsAt, endsAt }) => {
      const window = `${time(startsAt)}–${time(endsAt)}`
      const name = t.field.sessions[word]
      return title.includes(name) ? window : `${name} ${window}`
    },
    others: ({ assignees, session: word }) => {
      const names = assignees.filter((id) => id !== session.personId).map(nameOf)
      if (names.length > 0) return fill(own.with, { names: names.join('、') })
      return word === 'patrol' ? '' : own.alone
    },
    lead: ({ lead }) => (lead === undefined ? '' : fill(own.lead, { name: nameOf(lead) })),
  }
}
