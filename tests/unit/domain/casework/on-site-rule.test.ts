import { describe, expect, test } from 'vitest'
import { canCloseOnSite } from '../../../../src/domain/casework/on-site-rule.ts'
import { at } from '../../../support/entry-maker.ts'
import { photoRef } from '../../../support/reported-case.ts'

const before = (time: string) => photoRef('before', 1, at(time))
const after = (time: string) => photoRef('after', 2, at(time))

describe('a finding is closed on site', () => {
  test('with a picture before and one after, up to an hour apart', () => {
    expect(canCloseOnSite([before('07:00'), after('08:00')])).toBe('allowed')
  })

  test('not with an hour and a second between them', () => {
    expect(canCloseOnSite([before('07:00'), after('08:00:01')])).toBe('tooFarApart')
  })

  test('with any picture of the place as the one before', () => {
    expect(canCloseOnSite([photoRef('scene'), after('07:30')])).toBe('allowed')
  })

  test.each([
    ['no picture', []],
    ['only one before', [before('07:00')]],
    ['only one after', [after('07:00')]],
  ])('not with %s', (_, photos) => {
    expect(canCloseOnSite(photos)).toBe('afterMissing')
  })
})
