import { stepDueMs } from '../../../domain/casework/step-limit.ts'
import { turnDueMs } from '../../../domain/casework/turn-limit.ts'
import type { CaseRow } from '../../../protocol/office.ts'
import { useNow } from '../../composables/use-now.ts'
import { usePerson } from '../../composables/use-person.ts'
import { useTexts } from '../../composables/use-texts.ts'
import { useWorkingCalendar } from '../../composables/use-working-calendar.ts'
import { caseDesk } from '../../texts/zh-CN/case-desk.ts'
import { inbox as t } from '../../texts/zh-CN/inbox.ts'
import { fill } from '../../texts/text.ts'
import { leftWords, spanWords } from '../../ui/clock-words.ts'

interface Due {
  readonly words: string
  readonly isLate: boolean
}

export interface RowDue {
  /** The case's own limit while its clock runs, otherwise the office's for this step, otherwise how long it has waited. */
  readonly due: Due
  /** 派遣限时, 接收限时 inside the case's own limit; null where neither runs. */
  readonly turn: Due | null
}

/** By when somebody has to do something about a line of the inbox, in words. */
export function useRowDue(): (row: CaseRow) => RowDue {
  const texts = useTexts()
  const { session } = usePerson()
  const calendar = useWorkingCalendar()
  const now = useNow(60_000)
  const office = () => ({ calendar: calendar.value, timeZone: session.timeZone })

  function dueMs({ isTimed, queue, severity, actBy, reportedAt }: CaseRow): number | null {
    const ms = Date.parse(actBy ?? reportedAt)
    if (isTimed) return ms
    return queue ? stepDueMs(queue, severity, ms, office()) : null
  }
  function waitedWords({ actBy, reportedAt }: CaseRow): string {
    const waitedMs = now.value - Date.parse(actBy ?? reportedAt)
    return waitedMs > 0 ? fill(t.waited, { time: spanWords(texts, waitedMs) }) : ''
  }
  function turnOf({ state, turnSince, isTimed, actBy }: CaseRow): Due | null {
    const caseDueMs = isTimed && actBy ? Date.parse(actBy) : null
    const due = turnDueMs(state, turnSince ? Date.parse(turnSince) : null, caseDueMs, office())
    if (due === null) return null
    const name = caseDesk.facts.turns[state === 'filed' ? 'filed' : 'dispatched']
    return { words: `${name} ${leftWords(texts, due, now.value)}`, isLate: due < now.value }
  }

  return (row) => {
    const ms = dueMs(row)
    const due =
      ms === null
        ? { words: waitedWords(row), isLate: false }
        : { words: leftWords(texts, ms, now.value), isLate: ms < now.value }
    return { due, turn: turnOf(row) }
  }
}
