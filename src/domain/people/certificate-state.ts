import { addDays } from '../duty/local-day.ts'
import type { Person } from './person.ts'

/** A new 执法证 takes some weeks; who is told two months before has time. */
const warnDays = 60

/** Where a person's 执法证 stands on this day; its last day still counts. */
export function certificateState(
  { certificate }: Pick<Person, 'certificate'>,
  today: string,
): 'none' | 'valid' | 'endsSoon' | 'ended' {
  if (!certificate) return 'none'
  if (certificate.validTo < today) return 'ended'
  return certificate.validTo <= addDays(today, warnDays) ? 'endsSoon' : 'valid'
}
