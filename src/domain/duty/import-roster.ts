import type { PersonId } from '../ids.ts'
import type { Person } from '../people/person.ts'
import type { Post, School } from '../place/school.ts'
import { plainText, type Sheet } from '../tables/sheet.ts'
import { withPeople } from './edit-shift.ts'
import { isBegun } from './roster-grid.ts'
import { readRosterSheet, type RosterLine, type RosterShape } from './roster-sheet.ts'
import { sessionsIn } from './roster-words.ts'
import { rosteredShift } from './rostered-shift.ts'
import type { Session } from './session.ts'
import type { Shift } from './shift.ts'

export type RosterFault =
  | 'noDay'
  | 'unknownSchool'
  | 'whichPost'
  | 'noSession'
  | 'noPeople'
  | 'unknownPerson'
  | 'namesakes'
  | 'noBell'
  | 'begun'

export interface FaultyRosterLine {
  readonly line: number
  readonly text: string
  readonly fault: RosterFault
  /** The word that was not understood. */
  readonly word: string
}

export interface ImportedRoster {
  readonly shape: RosterShape
  readonly shifts: readonly Shift[]
  readonly faulty: readonly FaultyRosterLine[]
}

export interface ImportFacts {
  /** Of the squad. */
  readonly schools: readonly School[]
  readonly people: readonly Person[]
  /** Shifts that there are; one of the same post, session and day keeps its id. */
  readonly shifts: readonly Shift[]
  /** Of the week that is looked at: what a table leaves out of its dates. */
  readonly monday: string
  readonly nowMs: number
  readonly timeZone: string
}

class Fault extends Error {
  readonly fault: RosterFault
  readonly word: string
  constructor(fault: RosterFault, word = '') {
    super(fault)
    this.fault = fault
    this.word = word
  }
}

const longestFirst = <T extends { readonly name: string }>(named: readonly T[]): readonly T[] =>
  [...named].sort((one, other) => other.name.length - one.name.length)

function findPost(text: string, schools: readonly School[]): { readonly school: School; readonly post: Post } {
  const plain = plainText(text)
  const school = longestFirst(schools).find(({ name }) => plain.includes(plainText(name)))
  if (!school) throw new Fault('unknownSchool', text.trim())
  const rest = plain.replace(plainText(school.name), '')
  const named = longestFirst(school.posts).find(({ name }) => rest.includes(plainText(name)))
  const post = named ?? (school.posts.length === 1 ? school.posts[0] : undefined)
  if (!post) throw new Fault('whichPost', school.name)
  return { school, post }
}

function findPerson(text: string, people: readonly Person[]): PersonId | null {
  const plain = plainText(text)
  const number = /\(?([0-9A-Za-z]{3,20})\)?$/.exec(plain)?.[1]
  const byNumber = people.find((person) => person.number === number)
  if (byNumber) return byNumber.id
  const named = people.filter(({ name }) => plainText(name) === plain)
  if (named.length > 1) throw new Fault('namesakes', text.trim())
  return named[0]?.id ?? null
}

/** 王一、李二; 王 一 is one name where it is known, and two words otherwise. */
function findPeople(text: string, people: readonly Person[]): readonly PersonId[] {
  const parts = text.split(/[、，,;；/\n]+|\s{2,}/).filter((part) => part.trim() !== '')
  return parts.flatMap((part) => {
    const whole = findPerson(part, people)
    if (whole) return [whole]
    return part
      .trim()
      .split(/\s+/)
      .map((word) => {
        const found = findPerson(word, people)
        if (!found) throw new Fault('unknownPerson', word)
        return found
      })
  })
}

function sameSlot(one: Shift, other: Shift): boolean {
  return one.date === other.date && one.session === other.session && one.postId === other.postId
}

function shiftAt(slot: Parameters<typeof rosteredShift>[0], facts: ImportFacts): Shift {
  const fresh = rosteredShift(slot, [], facts.timeZone)
  if (!fresh) throw new Fault('noBell', `${slot.school.name} ${slot.date}`)
  const known = facts.shifts.find((each) => sameSlot(each, fresh))
  const shift = known ? withPeople({ ...known, ...timesOf(fresh) }, []) : fresh
  if (isBegun(shift, facts.nowMs) || (known && isBegun(known, facts.nowMs))) throw new Fault('begun', slot.date)
  return shift
}

const timesOf = ({ startsAt, endsAt, bellAt }: Shift): Pick<Shift, 'startsAt' | 'endsAt' | 'bellAt'> => ({
  startsAt,
  endsAt,
  ...(bellAt === undefined ? {} : { bellAt }),
})

/** The shifts of one line, each with its people. */
function readLine({ date, place, people, lead }: RosterLine, facts: ImportFacts): readonly Shift[] {
  if (date === null) throw new Fault('noDay')
  const { school, post } = findPost(place, facts.schools)
  const sessions: readonly Session[] = sessionsIn(plainText(place).replace(plainText(school.name), ''))
  if (sessions.length === 0) throw new Fault('noSession', place.trim())
  const leads = findPeople(lead, facts.people)
  const all = [...new Set([...leads, ...findPeople(people, facts.people)])]
  if (all.length === 0) throw new Fault('noPeople')
  return sessions.map((session) => {
    const shift = { ...shiftAt({ school, post, session, date }, facts), assignees: all }
    return leads[0] === undefined ? shift : { ...shift, lead: leads[0] }
  })
}

/** Several lines may name people of one shift. */
const joined = (known: Shift | undefined, shift: Shift): Shift =>
  known ? { ...known, ...shift, assignees: [...new Set([...known.assignees, ...shift.assignees])] } : shift

/**
 * What a table says of the roster, and every line that was not understood, with its reason; null where it is no roster.
 *
 * Pure: nothing is changed by it.
 */
export function importRoster(sheet: Sheet, facts: ImportFacts): ImportedRoster | null {
  const read = readRosterSheet(sheet, facts.monday)
  if (!read) return null
  const shifts = new Map<string, Shift>()
  const faulty: FaultyRosterLine[] = []
  for (const line of read.lines) {
    try {
      for (const shift of readLine(line, facts)) shifts.set(shift.id, joined(shifts.get(shift.id), shift))
    } catch (failure) {
      if (!(failure instanceof Fault)) throw failure
      faulty.push({ line: line.line, text: line.text, fault: failure.fault, word: failure.word })
    }
  }
  return { shape: read.shape, shifts: [...shifts.values()], faulty }
}

/** What taking it over does: the school posts of the days that it speaks of are as it says, patrols and other days as they were. */
export interface RosterReplacement {
  readonly added: readonly Shift[]
  readonly changed: readonly Shift[]
  readonly removed: readonly Shift[]
}

export function replacementOf(imported: ImportedRoster, shifts: readonly Shift[], nowMs: number): RosterReplacement {
  const byId = new Map(shifts.map((shift) => [shift.id, shift]))
  const named = new Set(imported.shifts.map(({ id }) => id))
  const days = new Set(imported.shifts.map(({ date }) => date))
  const peopleOf = ({ assignees, lead, startsAt }: Shift): string => JSON.stringify([assignees, lead ?? '', startsAt])
  return {
    added: imported.shifts.filter(({ id }) => !byId.has(id)),
    changed: imported.shifts.filter((shift) => {
      const known = byId.get(shift.id)
      return known !== undefined && peopleOf(known) !== peopleOf(shift)
    }),
    removed: shifts.filter(
      (shift) =>
        days.has(shift.date) &&
        shift.schoolId !== undefined &&
        !shift.drill &&
        !named.has(shift.id) &&
        !isBegun(shift, nowMs),
    ),
  }
}
