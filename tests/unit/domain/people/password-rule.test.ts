import { describe, expect, test } from 'vitest'
import { brokenPasswordRule } from '../../../../src/domain/people/password-rule.ts'

describe('[AUTH-14] a password', () => {
  test.each([
    ['kort', 'length'],
    ['七个字的密码呀', 'length'],
    ['12345678', 'tooCommon'],
    ['87654321', 'tooCommon'],
    ['abcdefgh', 'tooCommon'],
    ['88888888', 'tooCommon'],
    ['12121212', 'tooCommon'],
    ['19850312', 'tooCommon'],
    ['Admin123', 'tooCommon'],
    ['chengguan', 'tooCommon'],
    ['1023010230a', 'holdsNumber'],
    ['10230102', 'holdsNumber'],
  ])('%s is none: %s', (password, rule) => {
    expect(brokenPasswordRule(password, '10230')).toBe(rule)
  })

  test.each(['correct horse battery', '早上七点在校门口', 'shili-2026', 'password-123', '10230-east-gate'])(
    '%s may be used, whatever signs it is of',
    (password) => {
      expect(brokenPasswordRule(password, '10230')).toBeNull()
    },
  )
})
