import type { PlannedStep } from './history.ts'

type Plan = readonly PlannedStep[]

const without = (plan: Plan, from: number, count: number): Plan => [...plan.slice(0, from), ...plan.slice(from + count)]

/**
 * Leaves out steps for as long as what is left still fails: halves first, then quarters, at last single ones.
 *
 * Ends when no single step can be left out, or when `hasTime` says no.
 */
export async function shortenHistory(
  plan: Plan,
  stillFails: (shorter: Plan) => Promise<boolean>,
  hasTime: () => boolean,
): Promise<Plan> {
  let shortest = plan
  let size = Math.max(1, Math.floor(plan.length / 2))
  for (;;) {
    let wasShortened = false
    for (let from = 0; from < shortest.length && hasTime();) {
      const shorter = without(shortest, from, size)
      if (await stillFails(shorter)) {
        shortest = shorter
        wasShortened = true
      } else from += size
    }
    if (!hasTime() || (size === 1 && !wasShortened)) return shortest
    size = Math.max(1, Math.floor(size / 2))
  }
}
