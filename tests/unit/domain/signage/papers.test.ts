import { expect, test } from 'vitest'
import { expiredPapers, testValidUntil } from '../../../../src/domain/signage/papers.ts'

test('a test report counts for twelve months from its day', () => {
  expect(testValidUntil({ state: 'valid', testedOn: '2025-11-30' })).toBe('2026-11-30')
  expect(testValidUntil({ state: 'valid' })).toBeNull()
})

test('a paper has run out the day after its last one', () => {
  const papers = {
    permit: { state: 'held' as const, expiresOn: '2026-11-20' },
    test: { state: 'valid' as const, testedOn: '2025-11-20' },
  }
  expect(expiredPapers(papers, '2026-11-20')).toEqual([])
  expect(expiredPapers(papers, '2026-11-21')).toEqual(['permit', 'test'])
  expect(expiredPapers({}, '2026-11-21')).toEqual([])
})
