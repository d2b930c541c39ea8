import { localDate } from '../duty/local-day.ts'
import type { SubjectId } from '../ids.ts'
import { caseNumber } from './case-number.ts'

/**
 * 销号 number: the bureau's date on which the server received the closing, and the number of the case.
 *
 * Null before the server has it: none is given offline. The same on every device, and after a restore, which keeps that moment.
 */
export const closingNumber = (caseId: SubjectId, receivedAt: string | null, timeZone: string): string | null =>
  receivedAt === null
    ? null
    : `XH${localDate(Date.parse(receivedAt), timeZone).replaceAll('-', '')}-${caseNumber(caseId)}`
