import type { SignRegistered } from './sign-entries.ts'
import { ageYearsOf, isTestRequired } from './sign-size.ts'

/** What the register wants to know of every sign, and a surveyor in the street may leave for later. */
export type MissingFact = 'frame' | 'face' | 'carrier' | 'fixing' | 'light' | 'owner' | 'permit' | 'test'

const isSaid: Readonly<Record<MissingFact, (facts: SignRegistered, year: number) => boolean>> = {
  frame: ({ frame }) => frame !== undefined,
  face: ({ face }) => face !== undefined,
  carrier: ({ carrier }) => carrier !== undefined,
  fixing: ({ fixing }) => (fixing?.length ?? 0) > 0,
  light: ({ light }) => light !== undefined,
  owner: ({ ownerName, ownerKind }) => ownerKind === 'ownerless' || (ownerKind !== undefined && ownerName !== ''),
  permit: ({ permit }) => permit !== undefined,
  test: (facts, year) =>
    facts.test !== undefined || !isTestRequired(facts.signType, facts, ageYearsOf(facts.builtYear, year)),
}

/** 登记还缺: 不可见 and 不详 are answers, what nobody has said is none. `year` is the bureau's. */
export const missingFacts = (facts: SignRegistered, year: number): readonly MissingFact[] =>
  (Object.keys(isSaid) as MissingFact[]).filter((fact) => !isSaid[fact](facts, year))
