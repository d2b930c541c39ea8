import { describe, expect, test } from 'vitest'
import { notAllRun, verdictOf } from '../../../scripts/launch/verdict.mjs'

const absent = ['PostgreSQL', 'Firefox ESR']

describe('a run of the tests in which every step has passed', () => {
  test.each([true, false])('is passed where nothing was left out (all: %s)', (isAll) => {
    expect(verdictOf({ notRun: [], isAll, seconds: 7 })).toEqual({ lines: ['全部通过，用时 7 秒'], code: 0 })
  })

  test.each([true, false])('names what was not run, and never says that all has passed (all: %s)', (isAll) => {
    expect(verdictOf({ notRun: absent, isAll, seconds: 7 }).lines).toEqual([
      '没有跑，不算通过：PostgreSQL',
      '没有跑，不算通过：Firefox ESR',
      '跑过的都通过，用时 7 秒',
    ])
  })

  test('is no pass of `npm run test:all` where an engine is not there, by an exit code of its own', () => {
    expect([0, 1]).not.toContain(notAllRun)
    expect(verdictOf({ notRun: absent, isAll: true, seconds: 7 }).code).toBe(notAllRun)
  })

  test('is one of `npm test`, which is for whatever machine there is', () => {
    expect(verdictOf({ notRun: absent, isAll: false, seconds: 7 }).code).toBe(0)
  })
})
