import { isTeachingDay } from '../calendar/teaching-day.ts'
import { isWorkday, type CalendarDocument } from '../calendar/working-calendar.ts'
import type { PersonId } from '../ids.ts'
import type { School } from '../place/school.ts'
import { arrivalTimes } from './arrival-verdict.ts'
import { withPeople } from './edit-shift.ts'
import { addDays } from './local-day.ts'
import { patrolOnDay, rosteredShift } from './rostered-shift.ts'
import { bellSessions, type Session } from './session.ts'
import type { Shift } from './shift.ts'

/** One place in the week's grid: a shift, or room for one. */
export interface RosterBlock {
  /** Of its row, day and session: the same before and after a shift is put there. */
  readonly key: string
  readonly date: string
  readonly session: Session
  readonly shift: Shift | null
  /** What a new shift here would be, without people; null where none can be planned. */
  readonly fresh: Shift | null
}

export interface RosterRow {
  readonly key: string
  /** The school, or the name of a patrol. */
  readonly name: string
  /** The post; '' where the row is none. */
  readonly post: string
  /** By date, in the order of the day. */
  readonly blocks: ReadonlyMap<string, readonly RosterBlock[]>
}

export interface GridFacts {
  readonly schools: readonly School[]
  readonly shifts: readonly Shift[]
  readonly dates: readonly string[]
  readonly calendar: CalendarDocument
  readonly timeZone: string
}

const order: readonly Session[] = [...bellSessions, 'patrol', 'drill']
const inOrder = (one: RosterBlock, other: RosterBlock): number =>
  order.indexOf(one.session) - order.indexOf(other.session) ||
  (one.shift?.startsAt ?? '').localeCompare(other.shift?.startsAt ?? '')

/** The first shift of a session holds the place; a second one (of a former roster) stands beside it under its own id. */
function blocksOf(
  key: string,
  date: string,
  shifts: readonly Shift[],
  fresh: readonly Shift[],
): readonly RosterBlock[] {
  const placeOf = (session: Session): string => `${key}|${date}|${session}`
  const taken = new Set<string>()
  const held = shifts.map((shift): RosterBlock => {
    const place = placeOf(shift.session)
    const isSecond = taken.has(place)
    taken.add(place)
    const room = isSecond ? null : (fresh.find(({ session }) => session === shift.session) ?? null)
    return { key: isSecond ? `${place}|${shift.id}` : place, date, session: shift.session, shift, fresh: room }
  })
  const free = fresh
    .filter(({ session }) => !taken.has(placeOf(session)))
    .map((room): RosterBlock => ({ key: placeOf(room.session), date, session: room.session, shift: null, fresh: room }))
  return [...held, ...free].sort(inOrder)
}

function postRows({ schools, shifts, dates, calendar, timeZone }: GridFacts): readonly RosterRow[] {
  return schools.flatMap((school) =>
    school.posts.map((post) => {
      const key = `${school.id}/${post.id}`
      const own = shifts.filter(({ schoolId, postId }) => schoolId === school.id && postId === post.id)
      const room = (date: string): readonly Shift[] =>
        isTeachingDay(calendar, date)
          ? bellSessions.flatMap((session) => rosteredShift({ school, post, session, date }, [], timeZone) ?? [])
          : []
      const blocks = dates.map((date) => {
        const held = own.filter((shift) => shift.date === date)
        return [date, blocksOf(key, date, held, room(date))] as const
      })
      return { key, name: school.name, post: post.name, blocks: new Map(blocks) }
    }),
  )
}

/** 巡查 by its title, and shifts of posts that are no more: each is shown, none is lost from sight. */
function otherRows({ schools, shifts, dates, calendar, timeZone }: GridFacts): readonly RosterRow[] {
  const posts = new Set(schools.flatMap((school) => school.posts.map((post) => `${school.id}/${post.id}`)))
  const others = shifts.filter(({ schoolId, postId }) => !posts.has(`${schoolId ?? ''}/${postId ?? ''}`))
  return [...new Set(others.map(({ scope, title }) => `${scope}/${title}`))].map((key) => {
    const own = others.filter(({ scope, title }) => `${scope}/${title}` === key)
    const model = own.find(({ session }) => session === 'patrol')
    const room = (date: string): readonly Shift[] =>
      model && isWorkday(calendar, date) ? [withPeople(patrolOnDay(model, date, timeZone), [])] : []
    const blocks = dates.map((date) => {
      const held = own.filter((shift) => shift.date === date)
      return [date, blocksOf(key, date, held, room(date))] as const
    })
    return { key, name: own[0]?.title ?? '', post: '', blocks: new Map(blocks) }
  })
}

/** The week as posts × days: what is planned, and what the bells of each day ask for. Practice (演练) is left out. */
export function rosterGrid(given: GridFacts): readonly RosterRow[] {
  const facts = { ...given, shifts: given.shifts.filter(({ drill }) => !drill) }
  return [...postRows(facts), ...otherRows(facts)]
}

/** The shift of a place with these people; null where nothing can stand. */
export function peopled({ shift, fresh }: RosterBlock, people: readonly PersonId[]): Shift | null {
  const base = shift ?? fresh
  return base && withPeople(base, [...new Set(people)])
}

/** People may be there already: what has begun stays as it was published, and nothing is planned into the past. */
export const isBegun = (shift: Pick<Shift, 'startsAt'>, nowMs: number): boolean =>
  nowMs >= Date.parse(shift.startsAt) - arrivalTimes.opensBeforeMs

const weekDays = 7
/** What a week takes over from the week before: the people of the same post and session, where nobody is planned yet. */
export function fromLastWeek(blocks: readonly RosterBlock[], shifts: readonly Shift[]): readonly Shift[] {
  return blocks.flatMap((block) => {
    if (block.shift || !block.fresh) return []
    const { postId, session, title } = block.fresh
    const before = addDays(block.date, -weekDays)
    const last = shifts.find(
      (each) =>
        each.date === before && each.session === session && (postId ? each.postId === postId : each.title === title),
    )
    const shift = last && !last.drill ? peopled(block, last.assignees) : null
    return shift ? [last?.lead === undefined ? shift : { ...shift, lead: last.lead }] : []
  })
}
