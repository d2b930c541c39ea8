import type { PersonId } from '../ids.ts'
import type { RosterBlock, RosterRow } from './roster-grid.ts'
import { peopled } from './roster-grid.ts'
import type { Shift } from './shift.ts'

/** One shift of one person, as it stands in the week of people × days. */
export interface PersonShift {
  readonly personId: PersonId
  readonly row: RosterRow
  readonly block: RosterBlock
}

export interface PersonWeek {
  readonly personId: PersonId
  /** By date, in the order of the day. */
  readonly days: ReadonlyMap<string, readonly PersonShift[]>
}

/** Where somebody may stand: the one day of one person. */
export interface PersonDay {
  readonly personId: PersonId
  readonly date: string
}

const startOf = ({ block }: PersonShift): string => block.shift?.startsAt ?? ''

/** The same week that posts × days shows, by person: the squad's people first, then whoever else stands in it. */
export function peopleWeek(
  rows: readonly RosterRow[],
  dates: readonly string[],
  people: readonly PersonId[],
): readonly PersonWeek[] {
  const all = rows.flatMap((row) =>
    dates.flatMap((date) =>
      (row.blocks.get(date) ?? []).flatMap((block) =>
        (block.shift?.assignees ?? []).map((personId): PersonShift => ({ personId, row, block })),
      ),
    ),
  )
  return [...new Set([...people, ...all.map(({ personId }) => personId)])].map((personId) => {
    const own = all.filter((each) => each.personId === personId)
    const days = dates.map((date) => {
      const ofDay = own.filter(({ block }) => block.date === date)
      return [date, ofDay.sort((one, other) => startOf(one).localeCompare(startOf(other)))] as const
    })
    return { personId, days: new Map(days) }
  })
}

/** The place of the same post and session on another day; null where there is none. */
export function sameOn({ row, block }: Pick<PersonShift, 'row' | 'block'>, date: string): RosterBlock | null {
  if (block.date === date) return block
  return row.blocks.get(date)?.find(({ session }) => session === block.session) ?? null
}

const peopleOf = ({ shift }: RosterBlock): readonly PersonId[] => shift?.assignees ?? []

const changed = (block: RosterBlock, people: readonly PersonId[]): readonly Shift[] => {
  const shift = peopled(block, people)
  return shift ? [shift] : []
}

/** One more stands there. */
export const joined = (block: RosterBlock, personId: PersonId): readonly Shift[] =>
  peopleOf(block).includes(personId) ? [] : changed(block, [...peopleOf(block), personId])

/** One stands there no more; a shift that nobody is left in stays, and the checks say so. */
export const left = ({ block, personId }: PersonShift): readonly Shift[] =>
  changed(
    block,
    peopleOf(block).filter((each) => each !== personId),
  )

/** A shift given to somebody, or moved to another day: the shifts that it changes; none where it has no place there. */
export function given(from: PersonShift, to: PersonDay): readonly Shift[] {
  const block = sameOn(from, to.date)
  if (!block || peopleOf(block).includes(to.personId)) return []
  if (block !== from.block) return [...left(from), ...joined(block, to.personId)]
  return changed(
    block,
    peopleOf(block).map((each) => (each === from.personId ? to.personId : each)),
  )
}
