import { describe, expect, test } from 'vitest'
import { draftOf, emptySign, type SignDraft } from '../../../src/app/features/signs/sign-draft.ts'
import { signEntry, wrongFields } from '../../../src/app/features/signs/sign-entry.ts'
import { signIdOf, type EntryId, type ScopeId, type SubjectId } from '../../../src/domain/ids.ts'
import { foldSign } from '../../../src/domain/signage/fold-sign.ts'
import type { SignState } from '../../../src/domain/signage/sign-state.ts'
import { at, createEntryMaker } from '../../support/entry-maker.ts'
import { signData } from '../../support/surveyed-sign.ts'

const id = '01934a10-0000-7000-8000-000000000001' as EntryId
const squad = 'squad-1' as ScopeId
const today = '2026-11-20'
const full = signData({
  thickM: 0.25,
  topM: 4,
  faces: 2,
  areaM2: 2.5,
  areaReason: '异形',
  designLifeYears: 10,
  anticorrosion: 'paint',
  fixing: ['weld', 'tied'],
  light: 'led',
  voltageV: 24,
  permit: { state: 'held', number: '许 12', expiresOn: '2027-01-31' },
  test: { state: 'valid', agency: '示例检测', number: '检 9', testedOn: '2026-05-01', result: '合格' },
  lastMaintainedOn: '2026-10-01',
})

const typed = (facts: Partial<SignDraft> = {}): SignDraft => ({ ...draftOf(registered()), ...facts })

function registered(): SignState {
  const signId = 'sign-0001' as SubjectId
  return foldSign(signId, [createEntryMaker(signId)('sign.registered', full, { at: at('08:00') })]) as SignState
}

describe('a sign that is put right', () => {
  test('says again all that the register knows, under its own name', () => {
    const entry = signEntry(typed({ content: '示例面馆' }), id, squad)
    expect(entry.subjects).toEqual(['sign-0001'])
    expect(entry.data).toMatchObject({ ...full, content: '示例面馆' })
  })

  test('takes its name from the entry where it is new', () => {
    const { subjects, data } = signEntry(typed({ signId: '', signNo: '' }), id, squad)
    expect([subjects, data.signNo]).toEqual([[signIdOf(id)], 'GG-000001'])
  })
})

describe('what keeps a sign from being registered', () => {
  test('is nothing where all is in its range', () => {
    expect(wrongFields(typed(), id, today)).toEqual([])
  })

  test.each<[Partial<SignDraft>, string]>([
    [{ thickM: '5.1' }, 'thickM'],
    [{ faces: '5' }, 'faces'],
    [{ topM: '301' }, 'topM'],
    [{ topM: '2.9' }, 'topM'],
    [{ areaM2: '2001' }, 'areaM2'],
    [{ areaReason: ' ' }, 'areaReason'],
    [{ designLifeYears: '51' }, 'designLifeYears'],
    [{ designLifeYears: 'zehn' }, 'designLifeYears'],
    [{ testedOn: '2026-11-21' }, 'test'],
    [{ lastMaintainedOn: '2026-11-21' }, 'lastMaintainedOn'],
    [{ builtYear: '2027', isYearUnknown: false }, 'builtYear'],
  ])('is %j', (facts, field) => {
    expect(wrongFields(typed(facts), id, today)).toEqual([field])
  })

  test('is, of a new sign, what must be known and not what can come later', () => {
    expect(wrongFields(emptySign(), id, today).toSorted()).toEqual(
      ['address', 'bottomM', 'builtYear', 'content', 'heightM', 'point', 'widthM'].toSorted(),
    )
  })

  test('is nothing that the form does not show: what was typed about a paper goes with the paper', () => {
    const without = typed({ test: 'none', testedOn: '2026-11-21', permit: 'none' })
    expect(wrongFields(without, id, today)).toEqual([])
    const { data } = signEntry(without, id, squad)
    expect([data.test, data.permit]).toEqual([{ state: 'none' }, { state: 'none' }])
  })
})
