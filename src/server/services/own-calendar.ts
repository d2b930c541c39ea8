import { createHash } from 'node:crypto'
import { addDays, localDate } from '../../domain/duty/local-day.ts'
import { shiftCalendar, type CalendarShift } from '../../domain/duty/shift-calendar.ts'
import type { Shift } from '../../domain/duty/shift.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { School } from '../../domain/place/school.ts'
import type { OwnCalendarLink, OwnCalendarState } from '../../protocol/session.ts'
import type { AppDeps } from '../app-deps.ts'
import { actorOf, writeAudit } from '../audit/write-audit.ts'
import { Problem } from '../problem.ts'
import type { Tx } from '../store/store.ts'
import { listAssignments } from './assignments.ts'
import { findPerson, membershipsOf } from './people.ts'
import type { Caller } from './sessions.ts'

/** 256 bits: to be guessed by nobody. */
const tokenBytes = 32
const daysBack = 7
const daysAhead = 60

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export const describeOwnCalendar = ({ store }: Pick<AppDeps, 'store'>, caller: Caller): Promise<OwnCalendarState> =>
  store.read(async (db) => {
    const row = await db
      .selectFrom('calendar_link')
      .select(['made_at', 'last_read_at'])
      .where('person_id', '=', caller.personId)
      .executeTakeFirst()
    return { madeAt: row?.made_at ?? null, lastReadAt: row?.last_read_at ?? null }
  })

/** A new secret address; the former one opens nothing from then on. It is told this once. */
export async function issueOwnCalendar(
  { store, besideLog, clock, random }: Pick<AppDeps, 'store' | 'besideLog' | 'clock' | 'random'>,
  caller: Caller,
): Promise<OwnCalendarLink> {
  const token = Buffer.from(random.bytes(tokenBytes)).toString('base64url')
  const madeAt = new Date(clock.now()).toISOString()
  const row = { token_hash: hashOf(token), made_at: madeAt, last_read_at: null }
  await besideLog.append({ what: 'calendar.ended', personId: caller.personId, before: madeAt })
  await store.write(async (tx) => {
    await tx
      .insertInto('calendar_link')
      .values({ person_id: caller.personId, ...row })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
      .execute()
    await writeAudit(tx, actorOf(caller), clock.now(), [
      { act: 'calendar.issued', target: `people/${caller.personId}` },
    ])
  })
  return { path: `/api/calendar/${token}.ics`, madeAt }
}

export async function endOwnCalendar(
  { store, besideLog, clock }: Pick<AppDeps, 'store' | 'besideLog' | 'clock'>,
  caller: Caller,
): Promise<void> {
  const before = new Date(clock.now() + 1).toISOString()
  // The log first: no restore may open the address again.
  await besideLog.append({ what: 'calendar.ended', personId: caller.personId, before })
  await store.write(async (tx) => {
    await dropCalendarLink(tx, caller.personId)
    await writeAudit(tx, actorOf(caller), clock.now(), [{ act: 'calendar.ended', target: `people/${caller.personId}` }])
  })
}

export const dropCalendarLink = (tx: Tx, personId: string): Promise<unknown> =>
  tx.deleteFrom('calendar_link').where('person_id', '=', personId).execute()

/** The person's own shifts, of the squads that they serve in now. */
async function loadShifts(db: Tx, personId: PersonId, today: string): Promise<readonly CalendarShift[]> {
  const scopes = (await membershipsOf(db, personId)).map(({ scope }) => scope)
  if (scopes.length === 0) return []
  const rows = await db
    .selectFrom('assignment')
    .select(['data', 'rev'])
    .where('collection', '=', 'shifts')
    .where('sort_key', '>=', addDays(today, -daysBack))
    .where('sort_key', '<=', addDays(today, daysAhead))
    .where('scope', 'in', scopes)
    .where('deleted', '=', 0)
    .orderBy('sort_key')
    .orderBy('id')
    .execute()
  const schools = new Map(
    (await listAssignments(db, 'schools', scopes)).map(({ id, data }) => [id, data as unknown as School]),
  )
  return rows
    .map((row) => ({ shift: JSON.parse(row.data) as Shift, rev: Number(row.rev) }))
    .filter(({ shift }) => !shift.drill && shift.assignees.includes(personId))
    .map((each) => ({ ...each, school: schools.get(each.shift.schoolId ?? '') }))
}

const unknown = (): Problem => new Problem('request/not-found', 'There is no such calendar.')

/** What stands behind a secret address; an unknown, renewed or ended one, and one of somebody who left, are the same nothing. */
export async function readCalendar(
  { store, clock, config }: Pick<AppDeps, 'store' | 'clock' | 'config'>,
  token: string,
): Promise<string> {
  const nowMs = clock.now()
  const link = await store.read((db) =>
    db.selectFrom('calendar_link').select('person_id').where('token_hash', '=', hashOf(token)).executeTakeFirst(),
  )
  if (!link) throw unknown()
  const personId = link.person_id as PersonId
  const text = await store.query(async (db) => {
    const person = await findPerson(db, personId)
    if (!person?.active) throw unknown()
    const shifts = await loadShifts(db, personId, localDate(nowMs, config.timeZone))
    return shiftCalendar(`护学岗 ${person.name}`, shifts, nowMs)
  })
  await store.write((tx) =>
    tx
      .updateTable('calendar_link')
      .set({ last_read_at: new Date(nowMs).toISOString() })
      .where('person_id', '=', personId)
      .execute(),
  )
  return text
}
