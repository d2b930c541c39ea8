import type { PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people/person.ts'
import { wind as t } from '../texts/zh-CN/wind.ts'
import { fill } from '../texts/text.ts'

/** Who of a crew was named; of another squad's people, whose names stay there, how many. */
export function crewPeople(named: readonly PersonId[], known: readonly Pick<Person, 'id' | 'name'>[]): string {
  const nameById = new Map(known.map(({ id, name }) => [id, name]))
  const names = named.flatMap((id) => nameById.get(id) ?? [])
  const unseen = named.length - names.length
  if (names.length === 0) return unseen > 0 ? fill(t.named, { n: unseen }) : ''
  return unseen > 0 ? fill(t.namedAnd, { names: names.join('、'), n: unseen }) : names.join('、')
}
