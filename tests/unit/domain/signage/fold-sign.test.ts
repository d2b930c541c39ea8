import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldSign } from '../../../../src/domain/signage/fold-sign.ts'
import type { SignRegistered } from '../../../../src/domain/signage/sign-entries.ts'
import type { SubjectId } from '../../../../src/domain/ids.ts'
import { at, createEntryMaker, ms } from '../../../support/entry-maker.ts'
import { history, rearranged, withdrawal, type Step } from '../../../support/entry-history.ts'

const signId = 'sign-0001' as SubjectId
const sign = (facts: Partial<SignRegistered> = {}): SignRegistered => ({
  signNo: 'GG-0001',
  signType: 'FASCIA',
  content: '示例早餐店',
  address: '示例路 12 号',
  point: { lat: 32.63, lng: 117.05 },
  widthM: 4,
  heightM: 1.2,
  bottomM: 3,
  builtYear: null,
  ownerName: '示例业主',
  ...facts,
})

describe('a sign', () => {
  test('is unknown without a registration', () => {
    expect(foldSign(signId, [])).toBeNull()
  })

  test('is what its newest registration says, whenever that arrived', () => {
    const make = createEntryMaker(signId)
    const newer = make('sign.registered', sign({ content: '示例书店' }), { at: at('09:00') })
    const older = make('sign.registered', sign(), { at: at('08:00') })
    expect(foldSign(signId, [newer, older])).toEqual({
      signId,
      scope: 'squad-1',
      attributes: newer.entry.data,
      registeredBy: newer.entry.id,
      registeredAtMs: ms('09:00'),
    })
  })

  test('falls back to the older registration when the newer was taken back', () => {
    const make = createEntryMaker(signId)
    const older = make('sign.registered', sign(), { at: at('08:00') })
    const newer = make('sign.registered', sign({ content: '示例书店' }), { at: at('09:00') })
    const withdrawn = make('record.withdrawn', { target: newer.entry.id }, { at: at('09:05') })
    expect(foldSign(signId, [older, newer, withdrawn])?.attributes.content).toBe('示例早餐店')
  })

  test('[ENTRY-13] folds to the same for every arrival order and any duplicates', () => {
    const registration = fc.nat({ max: 9 }).map(
      (n): Step =>
        (make, facts) =>
          make('sign.registered', sign({ widthM: 1 + n }), facts),
    )
    const cases = history(signId, fc.oneof(registration, withdrawal)).chain((entries) =>
      fc.tuple(fc.constant(entries), rearranged(entries)),
    )
    fc.assert(
      fc.property(cases, ([entries, otherwise]) => {
        expect(foldSign(signId, otherwise)).toEqual(foldSign(signId, entries))
      }),
    )
  })
})
