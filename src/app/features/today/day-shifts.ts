import type { ShiftRow } from '../../../device/database/rows.ts'
import type { Shift } from '../../../domain/duty/shift.ts'
import { arrangeToday, type TodayShift } from '../../../domain/duty/today.ts'
import type { PersonId } from '../../../domain/ids.ts'

export interface DayInput {
  /** The person's rostered shifts around the day. */
  readonly rostered: readonly Shift[]
  /** What the records around the day say. */
  readonly rows: readonly ShiftRow[]
  readonly personId: PersonId
  readonly date: string
  readonly nowMs: number
}

/** 顶岗 and 巡查: shifts that only their records know. */
function unrostered({ rostered, rows, personId }: DayInput): readonly Shift[] {
  const known = new Set<string>(rostered.map((shift) => shift.id))
  return rows.flatMap(({ id, scope, state }) => {
    const isMine = state.presences.some((presence) => presence.personId === personId)
    if (known.has(id) || !state.snapshot || !isMine) return []
    return [{ ...state.snapshot, id, scope, assignees: [personId], drill: state.snapshot.session === 'drill' }]
  })
}

/** 演练 is there to be practised now, never to be owed or awaited. */
const isIdleDrill = ({ shift, phase }: TodayShift): boolean => shift.drill && (phase === 'later' || phase === 'missed')

/** The shifts that 今日 shows: those of the day, and any other that one stands at or may arrive at now. */
export function dayShifts(input: DayInput): readonly TodayShift[] {
  const states = new Map(input.rows.map((row) => [row.id as string, row.state]))
  return arrangeToday([...input.rostered, ...unrostered(input)], states, input.personId, input.nowMs).filter(
    (item) => !isIdleDrill(item) && (item.shift.date === input.date || item.phase === 'onPost' || item.phase === 'due'),
  )
}
