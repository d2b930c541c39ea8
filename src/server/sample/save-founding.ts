import { bureauScope } from '../../domain/ids.ts'
import { putAssignment } from '../services/assignments.ts'
import { setMemberships, setPassword } from '../services/people.ts'
import type { Tx } from '../store/store.ts'
import { sampleCalendar } from './bureau/calendar.ts'
import { samplePeople, squads } from './bureau/people.ts'
import { schools } from './bureau/schools.ts'
import { streets } from './bureau/streets.ts'
import { starterContent } from './starter-content.ts'
import type { AssignmentDraft } from './starter-content.ts'

/** Row of `meta` that says the sample was made, and when. */
const foundedMark = 'sample-founded'

export const isFounded = async (tx: Tx): Promise<boolean> =>
  (await tx.selectFrom('meta').select('value').where('name', '=', foundedMark).executeTakeFirst()) !== undefined

const documents = (year: number, people: ReturnType<typeof samplePeople>): AssignmentDraft[] => [
  ...starterContent,
  { collection: 'calendars', id: 'calendar', scope: bureauScope, data: sampleCalendar(year) },
  ...squads.map((data) => ({ collection: 'squads' as const, id: data.id, scope: bureauScope, data })),
  ...people.map((data) => ({ collection: 'people' as const, id: data.id, scope: data.scope, data })),
  ...schools.map((data) => ({ collection: 'schools' as const, id: data.id, scope: data.scope, data })),
  ...streets.map((data) => ({ collection: 'streets' as const, id: data.id, scope: data.scope, data })),
]

interface Founding {
  readonly passwordHash: string
  readonly nowMs: number
}

/** Everything that stands from the first day: content, squads, people with their password, schools, streets. */
export async function saveFounding(tx: Tx, { passwordHash, nowMs }: Founding): Promise<void> {
  const nowIso = new Date(nowMs).toISOString()
  const year = new Date(nowMs).getUTCFullYear()
  const people = samplePeople(year)
  for (const draft of documents(year, people)) await putAssignment(tx, { ...draft, baseRev: null })
  for (const person of people) {
    await setMemberships(tx, person)
    await setPassword(tx, person.id, passwordHash, nowIso)
  }
  await tx
    .insertInto('meta')
    .values([
      { name: 'bureauName', value: '示例区城管局' },
      { name: foundedMark, value: nowIso },
    ])
    .execute()
}
