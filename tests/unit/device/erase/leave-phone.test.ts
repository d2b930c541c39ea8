import { describe, expect, test } from 'vitest'
import { leavePhone, type LeaveParts, type LeaveStep } from '../../../../src/device/erase/leave-phone.ts'
import { DeviceProblem } from '../../../../src/device/device-problem.ts'
import { ApiProblem } from '../../../../src/device/http/api-problem.ts'
import type { PersonId } from '../../../../src/domain/ids.ts'
import { createSeededRandom } from '../../../../src/lib/random.ts'
import type { Erasure } from '../../../../src/protocol/session.ts'

const offline = new DeviceProblem('network/unreachable')
const nowStolen = new ApiProblem('device/revoked', { erase: 'atOnce' })
const liSi = { personId: 'p-1002' as PersonId, name: '李四', entries: 3 }

/** Runs it with failures that each step meets first; returns all that happened, in its order. */
async function leave(order: Erasure, failures: Partial<Record<'upload' | 'erase' | 'tell', readonly unknown[]>> = {}) {
  const happened: string[] = []
  const left = {
    upload: [...(failures.upload ?? [])],
    erase: [...(failures.erase ?? [])],
    tell: [...(failures.tell ?? [])],
  }
  const meet = async (step: keyof typeof left, words: string): Promise<void> => {
    const failure = left[step].shift()
    happened.push(failure ? `${words} fails` : words)
    if (failure) throw failure
  }
  const parts: LeaveParts = {
    uploadLast: () => meet('upload', 'upload'),
    othersUnsent: async () => [liSi],
    erase: (kept) => meet('erase', `erase all but ${kept.map(({ name }) => name).join()}`),
    tellErased: (keptPeople) => meet('tell', `tell ${keptPeople}`),
    sleep: async () => undefined,
    random: createSeededRandom(1),
  }
  const steps: LeaveStep[] = []
  await leavePhone(parts, order, (step) => steps.push(step))
  return { happened, steps: steps.map(({ step }) => step), last: steps.at(-1) }
}

describe('[AUTH-11] a phone that was lost', () => {
  test('sends first, erases then, and tells the office last', async () => {
    const { happened, last } = await leave('afterUpload')
    expect(happened).toEqual(['upload', 'erase all but 李四', 'tell 1'])
    expect(last).toEqual({ step: 'erased', kept: ['李四'] })
  })

  test('erases nothing while its records cannot be sent', async () => {
    const { happened, steps } = await leave('afterUpload', { upload: [offline, offline] })
    expect(happened).toEqual(['upload fails', 'upload fails', 'upload', 'erase all but 李四', 'tell 1'])
    expect(steps).toEqual(['sending', 'waiting', 'waiting', 'erasing', 'erased'])
  })

  test('that is called stolen meanwhile sends no more, and keeps nothing for anybody', async () => {
    const { happened, last } = await leave('afterUpload', { upload: [nowStolen] })
    expect(happened).toEqual(['upload fails', 'erase all but ', 'tell 0'])
    expect(last).toEqual({ step: 'erased', kept: [] })
  })
})

describe('[AUTH-11] a phone that was stolen', () => {
  test('sends nothing and keeps nothing, of nobody', async () => {
    const { happened, steps } = await leave('atOnce')
    expect(happened).toEqual(['erase all but ', 'tell 0'])
    expect(steps).toEqual(['erasing', 'erased'])
  })

  test('is said to be erased only when all of it is', async () => {
    const { happened, steps } = await leave('atOnce', { erase: [new Error('blocked')], tell: [offline] })
    expect(happened).toEqual(['erase all but  fails', 'erase all but ', 'tell 0 fails', 'tell 0'])
    expect(steps).toEqual(['erasing', 'waiting', 'erased'])
  })

  test('ends also where nobody hears of it any more', async () => {
    const { happened } = await leave('atOnce', { tell: [new ApiProblem('session/missing')] })
    expect(happened).toEqual(['erase all but ', 'tell 0 fails'])
  })
})
