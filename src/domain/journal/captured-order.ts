import { correctedAtMs, type StampedEntry } from './entry.ts'

/** Where an entry stands among all: by moment, then by the id that the moment was taken from, then by turn within its boot. */
interface Place {
  readonly item: StampedEntry
  readonly atMs: number
  readonly id: string
  readonly turn: number
}

const compareText = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

const byOwnTime = ({ entry: left }: StampedEntry, { entry: right }: StampedEntry): number =>
  correctedAtMs(left) - correctedAtMs(right) || compareText(left.id, right.id)

/** Within one start of the app; entries of one save have one monotonic time. */
const byMonotonicTime = (left: StampedEntry, right: StampedEntry): number =>
  left.entry.clock.monoMs - right.entry.clock.monoMs || byOwnTime(left, right)

const byPlace = (left: Place, right: Place): number =>
  left.atMs - right.atMs || compareText(left.id, right.id) || left.turn - right.turn

function byBoot(given: readonly StampedEntry[]): readonly StampedEntry[][] {
  const boots = new Map<string, StampedEntry[]>()
  for (const item of given) {
    const key = `${item.entry.device} ${item.entry.clock.bootId}`
    const ofBoot = boots.get(key)
    if (ofBoot) ofBoot.push(item)
    else boots.set(key, [item])
  }
  return [...boots.values()]
}

/**
 * The places of one boot's entries: each at its own moment, or at that of a later one whose clock says less.
 *
 * A clock that falls has been put right, so what it said before was too much.
 */
function placesOf(ofBoot: readonly StampedEntry[]): readonly Place[] {
  const places: Place[] = []
  let earliest: StampedEntry | undefined
  for (const [fromEnd, item] of [...ofBoot].sort(byMonotonicTime).reverse().entries()) {
    if (!earliest || byOwnTime(item, earliest) < 0) earliest = item
    places.push({ item, atMs: correctedAtMs(earliest.entry), id: earliest.entry.id, turn: -fromEnd })
  }
  return places
}

/**
 * Entries by captured time; those of one start of the app in the order of its monotonic clock, wherever its wall clock was put.
 *
 * One arrangement for every order in which the same entries are given. The moments that are shown stay as they were captured.
 */
export const inCapturedOrder = (given: readonly StampedEntry[]): readonly StampedEntry[] =>
  byBoot(given)
    .flatMap(placesOf)
    .sort(byPlace)
    .map(({ item }) => item)
