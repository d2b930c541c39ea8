import type { SubjectId } from '../ids.ts'

/** A short number to say over the phone before the server gives one: the last six signs of the id, made of its random bits. */
export const caseNumber = (caseId: SubjectId): string => caseId.slice(-6).toUpperCase()
