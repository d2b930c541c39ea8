import { expect, test } from 'vitest'
import { must } from '../../../src/lib/must.ts'

test.each([0, '', false])('%j is a value', (value) => {
  expect(must(value, 'there')).toBe(value)
})

test.each([null, undefined])('%s breaks the assumption that is named', (value) => {
  expect(() => must(value, 'a shift has people')).toThrow('a shift has people')
})
