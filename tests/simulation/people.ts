import type { PersonId, ScopeId } from '../../src/domain/ids.ts'
import type { Person } from '../../src/domain/people/person.ts'
import type { Role } from '../../src/domain/people/role.ts'

export interface SimulatedPerson {
  readonly number: string
  readonly role: Role
  readonly scope: ScopeId
  /** How wrong their phone's clock is at first. */
  readonly skewMs: number
  /** People with the same handset share one phone. */
  readonly handset: string
}

const squad1 = 'squad-1' as ScopeId
const squad2 = 'squad-2' as ScopeId
export const squads: readonly ScopeId[] = [squad1, squad2]

/** Two squads; the inspector reads both and records nothing. */
export const people: readonly SimulatedPerson[] = [
  { number: '1001', role: 'officer', scope: squad1, skewMs: 0, handset: 'a' },
  { number: '1002', role: 'officer', scope: squad1, skewMs: -7 * 60_000, handset: 'b' },
  { number: '1003', role: 'aux', scope: squad1, skewMs: 0, handset: 'a' },
  { number: '1004', role: 'officer', scope: squad2, skewMs: 3_000, handset: 'c' },
  { number: '2001', role: 'captain', scope: squad1, skewMs: 40_000, handset: 'd' },
  { number: '3001', role: 'inspector', scope: 'bureau' as ScopeId, skewMs: 0, handset: 'e' },
]

export const personIdOf = (number: string): PersonId => `p-${number}` as PersonId

/** As the office's document says it, at home in this squad. */
export const personIn = ({ number, role }: SimulatedPerson, scope: ScopeId): Person => ({
  id: personIdOf(number),
  number,
  name: `示例${number}`,
  role,
  scope,
  active: true,
})
