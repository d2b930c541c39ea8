import type { DeviceId } from '../ids.ts'
import type { StampedEntry } from './entry.ts'

/** Less than this is drift, not a hand on the clock. */
const movedByMs = 2 * 60 * 1000

/** Whether the offsets to the server that these entries carry lie apart. */
function areOffsetsApart(entries: readonly StampedEntry[]): boolean {
  const known = entries.flatMap(({ entry }) => (entry.clock.offsetMs === null ? [] : [entry.clock.offsetMs]))
  return Math.max(...known) - Math.min(...known) > movedByMs
}

/**
 * Whether the wall clock was set back within one start of the app.
 *
 * Wall time − monotonic time falls only then. It grows while a phone sleeps, so that a clock set forward cannot be told apart.
 */
function wasSetBack(entries: readonly StampedEntry[]): boolean {
  const highestByBoot = new Map<string, number>()
  for (const { entry } of [...entries].sort((left, right) => left.entry.clock.monoMs - right.entry.clock.monoMs)) {
    const { bootId, monoMs } = entry.clock
    const aheadMs = Date.parse(entry.at) - monoMs
    const highest = highestByBoot.get(bootId) ?? -Infinity
    if (highest - aheadMs > movedByMs) return true
    highestByBoot.set(bootId, Math.max(highest, aheadMs))
  }
  return false
}

/** Devices whose clock was moved by more than two minutes while they made these entries. */
export function devicesWithMovedClock(entries: readonly StampedEntry[]): ReadonlySet<DeviceId> {
  const byDevice = new Map<DeviceId, StampedEntry[]>()
  for (const item of entries) {
    const ofDevice = byDevice.get(item.entry.device)
    if (ofDevice) ofDevice.push(item)
    else byDevice.set(item.entry.device, [item])
  }
  return new Set(
    [...byDevice].filter(([, ofDevice]) => areOffsetsApart(ofDevice) || wasSetBack(ofDevice)).map(([device]) => device),
  )
}
