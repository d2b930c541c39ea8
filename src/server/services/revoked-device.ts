import type { Erasure } from '../../protocol/session.ts'
import { Problem } from '../problem.ts'

/** How a device was ended, as its row says it. */
export interface DeviceEnd {
  readonly revoked: number
  readonly revoked_as: '' | 'retired' | 'stolen'
  readonly erased_at: string | null
}

const erasureOf = ({ revoked_as: as }: DeviceEnd): Erasure => (as === 'stolen' ? 'atOnce' : 'afterUpload')

/** What a device that was ended is told at every call: that it is, and what it is to do now. */
export const revokedProblem = (end: DeviceEnd): Problem =>
  new Problem('device/revoked', 'This device was revoked.', { params: { erase: erasureOf(end) } })

/** One that was lost or handed back sends what it holds first; a stolen one is not listened to. */
export const mayUploadLast = ({ revoked_as: as, erased_at: erasedAt }: DeviceEnd): boolean =>
  as !== 'stolen' && erasedAt === null
