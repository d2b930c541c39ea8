import type { Clock } from '../../../lib/clock.ts'
import type { Random } from '../../../lib/random.ts'
import { uuidV7 } from '../../../lib/uuid-v7.ts'

/** An id that no two offices make, with the sort in front for people who read logs. */
export const newDocumentId = (sort: string, clock: Clock, random: Random): string =>
  `${sort}-${uuidV7(clock.now(), random)}`
