import { percentile } from '../bench/percentile.ts'

/** This percentile in each quarter of the time: what grows without end is higher in each. `share` 0.5 is the middle, 0.05 what a collection leaves. */
export const quartersOf = (samples: readonly number[], share: number): readonly number[] =>
  [0, 1, 2, 3].map((quarter) => {
    const length = Math.floor(samples.length / 4)
    return percentile(samples.slice(quarter * length, (quarter + 1) * length), share)
  })

/** What a server may hold more of in the last quarter than in the first: caches fill, and no floor of a heap is exact. */
const mostGrowth = 1.25

export function isFlat(quarters: readonly number[]): boolean {
  const [first = NaN, last = NaN] = [quarters[0], quarters.at(-1)]
  return last <= first * mostGrowth
}
