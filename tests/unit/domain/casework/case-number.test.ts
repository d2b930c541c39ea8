import { expect, test } from 'vitest'
import { caseNumber } from '../../../../src/domain/casework/case-number.ts'
import { caseIdOf, type EntryId } from '../../../../src/domain/ids.ts'

test('a case is named over the phone by six signs of its id’s random end', () => {
  expect(caseNumber(caseIdOf('019a9f3e-1c2d-7abc-8def-0123456789ab' as EntryId))).toBe('6789AB')
})
