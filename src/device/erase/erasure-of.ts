import { erasures, type Erasure } from '../../protocol/session.ts'
import type { ApiProblem } from '../http/api-problem.ts'

/** What `device/revoked` tells this device to do; null where a server says nothing of it. */
export const erasureOf = ({ params }: ApiProblem): Erasure | null =>
  erasures.find((erasure) => erasure === params['erase']) ?? null
