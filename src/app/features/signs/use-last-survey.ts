import { localDate } from '../../../domain/duty/local-day.ts'
import type { SignState } from '../../../domain/signage/sign-state.ts'
import { useNow } from '../../composables/use-now.ts'
import { usePeople } from '../../composables/use-people.ts'
import { usePerson } from '../../composables/use-person.ts'
import { fill } from '../../texts/text.ts'
import { useSignTexts } from './sign-texts.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export interface LastSurvey {
  /** 这块牌子 12 分钟前小李查过, or that nobody has surveyed it yet. */
  wordsOf(sign: SignState): string
  /** Within a day: whoever stands before the sign now may have come for nothing. */
  isRecent(sign: SignState): boolean
}

/** Who looked at a sign last, and how long ago, as this phone knows. */
export function useLastSurvey(): LastSurvey {
  const t = useSignTexts()
  const { session } = usePerson()
  const { nameOf } = usePeople()
  const now = useNow(minuteMs)

  function when(atMs: number): string {
    const agoMs = now.value - atMs
    if (agoMs < hourMs) return fill(t.twin.minutesAgo, { n: Math.max(1, Math.round(agoMs / minuteMs)) })
    if (agoMs < dayMs) return fill(t.twin.hoursAgo, { n: Math.round(agoMs / hourMs) })
    return fill(t.twin.on, { date: localDate(atMs, session.timeZone) })
  }

  return {
    wordsOf: ({ surveys }) => {
      const last = surveys.at(-1)
      return last ? fill(t.twin.surveyed, { when: when(last.atMs), who: nameOf(last.by) }) : t.twin.registered
    },
    isRecent: ({ surveys }) => now.value - (surveys.at(-1)?.atMs ?? 0) < dayMs,
  }
}
