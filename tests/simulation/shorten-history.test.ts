import { expect, test } from 'vitest'
import { planHistory, type PlannedStep } from './history.ts'
import { shortenHistory } from './shorten-history.ts'

const always = (): boolean => true

test('a history that fails by two of its steps is shortened to these two, as they were', async () => {
  const plan = planHistory(1, 50)
  const culprits = [plan[7], plan[31]]
  const fails = (shorter: readonly PlannedStep[]): Promise<boolean> =>
    Promise.resolve(culprits.every((step) => step && shorter.includes(step)))
  expect(await shortenHistory(plan, fails, always)).toEqual(culprits)
})

test('when the time is over, the shortest one so far is what there is', async () => {
  const plan = planHistory(1, 50)
  expect(
    await shortenHistory(
      plan,
      () => Promise.resolve(true),
      () => false,
    ),
  ).toEqual(plan)
})

test('the same seed plans the same history', () => {
  expect(planHistory(7, 50)).toEqual(planHistory(7, 50))
})
