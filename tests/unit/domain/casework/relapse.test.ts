import { describe, expect, test } from 'vitest'
import { mayHaveRelapsed } from '../../../../src/domain/casework/relapse.ts'

const dayMs = 24 * 3_600_000
const reportedAtMs = Date.parse('2026-11-30T08:00:00+08:00')
const ended = (daysBefore: number, state: string, queue: string | null = null) =>
  mayHaveRelapsed({ state, queue, endedAtMs: reportedAtMs - daysBefore * dayMs }, reportedAtMs)

describe('反弹', () => {
  test('is what was struck off no more than 30 days before, whether or not it has been evaluated', () => {
    expect([ended(1, 'closed', 'toEvaluate'), ended(30, 'evaluated'), ended(31, 'evaluated')]).toEqual([
      true,
      true,
      false,
    ])
  })

  test('is nothing that is still worked on, was never filed, was solved on the spot, or ended after the report', () => {
    const others = [
      ended(1, 'handling', 'atUnit'),
      ended(1, 'rejected'),
      ended(1, 'merged'),
      ended(1, 'closed'),
      ended(-1, 'evaluated'),
    ]
    expect(others).toEqual([false, false, false, false, false])
  })
})
