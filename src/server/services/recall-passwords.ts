import type { PersonId } from '../../domain/ids.ts'
import type { BesideFact } from '../store/beside-log.ts'
import type { Tx } from '../store/store.ts'
import { findPerson, setPassword } from './people.ts'

export type PasswordSet = Extract<BesideFact, { what: 'password.set' }>

interface Kept {
  readonly hash: string | null
  /** Empty where there is none. */
  readonly setAt: string
}

/** Of each person what was set, in the order of the log, without what the database refused. */
function setsOf(facts: readonly BesideFact[]): ReadonlyMap<PersonId, readonly PasswordSet[]> {
  const sets = new Map<PersonId, readonly PasswordSet[]>()
  for (const fact of facts) {
    if (fact.what !== 'password.set' && fact.what !== 'password.refused') continue
    const before = sets.get(fact.personId) ?? []
    const kept = fact.what === 'password.set' ? [...before, fact] : before.filter(({ at }) => at !== fact.at)
    sets.set(fact.personId, kept)
  }
  return sets
}

/**
 * The last of these, if it came after what the database keeps; else null.
 *
 * The order of the log tells where it knows what is kept, since servers' clocks differ. A hash that it does not know is one of
 * before the log, or the same password at today's cost: then the clocks are all there is.
 */
function missed(sets: readonly PasswordSet[], { hash, setAt }: Kept): PasswordSet | null {
  const last = sets.at(-1)
  if (last === undefined) return null
  const known = sets.findLastIndex((set) => set.hash === hash)
  const isMissed = known < 0 ? setAt < last.at : known < sets.length - 1
  return isMissed ? last : null
}

async function keptOf(tx: Tx, personId: PersonId): Promise<Kept> {
  const row = await tx
    .selectFrom('person_secret')
    .select(['password_hash', 'updated_at'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return { hash: row?.password_hash ?? null, setAt: row?.updated_at ?? '' }
}

/** Where the older database knows the person: what they changed because somebody had learnt it opens nothing again. */
export async function recallPasswords(tx: Tx, facts: readonly BesideFact[]): Promise<void> {
  for (const [personId, sets] of setsOf(facts)) {
    const set = missed(sets, await keptOf(tx, personId))
    if (set === null || !(await findPerson(tx, personId))) continue
    if (set.hash === null) await tx.deleteFrom('person_secret').where('person_id', '=', personId).execute()
    else await setPassword(tx, personId, set.hash, set.at)
  }
}
