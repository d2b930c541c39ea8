import type { PersonId, PostId, SchoolId, ScopeId, StreetId, SubjectId } from '../../../domain/ids.ts'

/** Ids of the sample bureau are derived from its numbers, so that a second start finds what the first one made. */
export const squadOne = 'squad-1' as ScopeId
export const squadTwo = 'squad-2' as ScopeId

export const personIdOf = (number: string): PersonId => `p-${number}` as PersonId
export const schoolIdOf = (index: number): SchoolId => `school-${index}` as SchoolId
export const postIdOf = (schoolIndex: number, name: string): PostId => `post-${schoolIndex}-${name}` as PostId
export const streetIdOf = (index: number): StreetId => `street-${index}` as StreetId
export const shiftIdOf = (date: string, what: string): SubjectId => `shift-${date}-${what}` as SubjectId

/** A number that nobody is asked to call. */
export const samplePhone = (last: string): string => `139-0000-${last}（示例）`
