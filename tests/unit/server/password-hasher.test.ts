import { expect, test } from 'vitest'
import { createSeededRandom } from '../../../src/lib/random.ts'
import { createPasswordHasher } from '../../../src/server/services/password-hasher.ts'

const cheap = { memoryKiB: 8, passes: 1 }

test('of a flood of sign-ins four are hashed at once, two hundred wait, and the others are told to come later', async () => {
  const hasher = createPasswordHasher(createSeededRandom(1), cheap)
  const stored = await hasher.hash('a horse battery')
  // The hasher makes one hash of its own as it begins: it must be done.
  await hasher.matches('nobody is there', null)
  const tries = Array.from({ length: 210 }, () => hasher.matches('a horse battery', stored))
  const outcomes = await Promise.allSettled(tries)
  const right = outcomes.filter((outcome) => outcome.status === 'fulfilled' && outcome.value)
  const late = outcomes.filter((outcome) => outcome.status === 'rejected').map(({ reason }) => reason as unknown)
  expect([right.length, late.length]).toEqual([204, 6])
  expect(late).toContainEqual(expect.objectContaining({ code: 'request/too-many' }))
})
