import type { DeviceListResponse } from '../../../protocol/office.ts'
import { fill, type Catalogue } from '../../texts/text.ts'

export type Device = DeviceListResponse['devices'][number]

const gigabyte = 1_000_000_000
/** With less room than this a day of photos may not fit. */
const scarceBytes = 500_000_000

/** What somebody should see to: data that was cleared, does not fit, or has no room. */
export const isTroubled = ({ revoked, sentinelLost, unhealedBlocks = 0, freeBytes }: Device): boolean =>
  !revoked &&
  (sentinelLost === true || unhealedBlocks > 0 || (typeof freeBytes === 'number' && freeBytes < scarceBytes))

/** 存储受保护，剩余 3.2 GB; and what is wrong with it. */
export function healthOf(
  t: Catalogue,
  { storage = 'unknown', freeBytes, sentinelLost, unhealedBlocks = 0 }: Device,
): string {
  const words = t.settings.devices
  return [
    words.storage[storage],
    ...(typeof freeBytes === 'number' ? [fill(words.free, { gb: (freeBytes / gigabyte).toFixed(1) })] : []),
    ...(sentinelLost ? [words.cleared] : []),
    ...(unhealedBlocks > 0 ? [fill(words.unhealed, { n: unhealedBlocks })] : []),
  ].join('，')
}
