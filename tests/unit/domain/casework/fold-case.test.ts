import { describe, expect, test } from 'vitest'
import { foldCase } from '../../../../src/domain/casework/fold-case.ts'
import type { PhotoRole, PhotoRule } from '../../../../src/domain/casework/photo-rule.ts'
import { caseIdOf, type SubjectId } from '../../../../src/domain/ids.ts'
import { at, createEntryMaker, ms, type EntryFacts } from '../../../support/entry-maker.ts'
import { photoRef, reportedData } from '../../../support/reported-case.ts'

/** A case as it really comes about: its id is made of its report's. */
function newCase(
  facts: { readonly rule?: PhotoRule; readonly photos?: readonly PhotoRole[]; readonly note?: string } = {},
) {
  const make = createEntryMaker('case-open')
  const caseId = caseIdOf('00000000-0000-7000-8000-000000000001' as never)
  const report = make('case.reported', reportedData({ photoRule: facts.rule ?? '1', note: facts.note ?? '' }), {
    at: at('07:20'),
    subjects: [caseId, 'shift-morning'],
    parts: (facts.photos ?? ['scene']).map((role, index) => photoRef(role, index + 1)),
  })
  return { caseId, report, make }
}
const afterPhoto = { parts: [photoRef('after', 9)] }
const closing = { disposition: 'PERSUADE', note: '' } as const

describe('a case', () => {
  test('is unknown without its report', () => {
    const { caseId, make } = newCase()
    expect(foldCase(caseId, [make('case.supplemented', { note: '补充' })])).toBeNull()
    expect(foldCase(caseId, [])).toBeNull()
  })

  test('is reported, with what the report says and the shift it was seen in', () => {
    const { caseId, report } = newCase()
    expect(foldCase(caseId, [report])).toMatchObject({
      caseId,
      scope: 'squad-1',
      state: 'reported',
      report: { category: 'street.mobileVendor' },
      reportedBy: report.entry.id,
      reporter: '1001',
      reportedAtMs: ms('07:20'),
      shiftId: 'shift-morning',
      closedOnSite: null,
      ineffective: [],
    })
  })

  test('seen outside any shift names none', () => {
    const { caseId, report } = newCase()
    const alone = { ...report, entry: { ...report.entry, subjects: [caseId] } }
    expect(foldCase(caseId, [alone])?.shiftId).toBeNull()
  })

  test('gathers photos and words of everybody by captured time', () => {
    const { caseId, report, make } = newCase({ note: '三轮车两辆' })
    const later = make(
      'case.supplemented',
      { note: '已联系社区' },
      { author: '1101', at: at('08:30'), parts: [photoRef('near', 2)] },
    )
    const value = foldCase(caseId, [later, report])
    expect(value?.photos.map(({ ref, entryId }) => [ref.role, entryId])).toEqual([
      ['scene', report.entry.id],
      ['near', later.entry.id],
    ])
    expect(value?.notes).toEqual([
      { atMs: ms('07:20'), by: '1001', note: '三轮车两辆' },
      { atMs: ms('08:30'), by: '1101', note: '已联系社区' },
    ])
  })

  test('has no words where nobody wrote any', () => {
    const { caseId, report, make } = newCase()
    expect(foldCase(caseId, [report, make('case.supplemented', { note: '' })])?.notes).toEqual([])
  })

  test('that its reporter took back is withdrawn, says what it was and owes nothing', () => {
    const { caseId, report, make } = newCase({ rule: '3', photos: ['far'], note: '看错了' })
    const withdrawal = make('record.withdrawn', { target: report.entry.id }, { at: at('07:25') })
    const supplement = make('case.supplemented', { note: '补充' }, { author: '1002', at: at('07:24') })
    expect(foldCase(caseId, [report, supplement, withdrawal])).toMatchObject({
      state: 'withdrawn',
      owedPhotos: 0,
      notes: [{ note: '看错了' }],
      photos: [{ ref: { role: 'far' } }],
    })
  })

  test('that a second report claims keeps the report its id was made of', () => {
    const { caseId, report, make } = newCase()
    const claim = make('case.reported', reportedData({ category: 'ad.leaflet' }), {
      at: at('06:00'),
      subjects: [caseId],
    })
    expect(foldCase(caseId, [claim, report])?.reportedBy).toBe(report.entry.id)
  })

  test('whose entries name another case first is not this one', () => {
    const { report } = newCase()
    expect(foldCase('case-other' as SubjectId, [report])).toBeNull()
  })
})

describe('当场处理', () => {
  test('closes the case', () => {
    const { caseId, report, make } = newCase({ photos: ['before'] })
    const closed = make(
      'case.closedOnSite',
      { disposition: 'GUIDE', note: '已进疏导点' },
      { at: at('07:40'), ...afterPhoto },
    )
    expect(foldCase(caseId, [report, closed])).toMatchObject({
      state: 'closed',
      closedOnSite: { disposition: 'GUIDE', note: '已进疏导点', by: '1001', atMs: ms('07:40') },
    })
  })

  test('without a picture taken after has no effect and says why', () => {
    const { caseId, report, make } = newCase()
    const closed = make('case.closedOnSite', closing, { parts: [photoRef('before', 9)] })
    expect(foldCase(caseId, [report, closed])).toMatchObject({
      state: 'reported',
      ineffective: [{ entryId: closed.entry.id, code: 'case/after-photo-missing' }],
    })
  })

  test('by an 协管员 with an act of enforcement has no effect and says why', () => {
    const { caseId, report, make } = newCase()
    const closed = make(
      'case.closedOnSite',
      { disposition: 'ONSITE', note: '' },
      { ...afterPhoto, rev: 3, role: 'aux' },
    )
    expect(foldCase(caseId, [report, closed])).toMatchObject({
      state: 'reported',
      ineffective: [{ code: 'entry/disposition-not-permitted' }],
    })
  })

  test.each(['PERSUADE', 'INFORM', 'GUIDE', 'ASSIST'] as const)('by an 协管员 with %s closes it', (disposition) => {
    const { caseId, report, make } = newCase()
    const closed = make('case.closedOnSite', { disposition, note: '' }, { ...afterPhoto, rev: 3, role: 'aux' })
    expect(foldCase(caseId, [report, closed])?.state).toBe('closed')
  })

  test.each(['inspector', 'command', 'admin', 'viewer'] as const)('by %s, who only oversees, has no effect', (role) => {
    const { caseId, report, make } = newCase()
    const closed = make('case.closedOnSite', closing, { ...afterPhoto, rev: 3, role })
    expect(foldCase(caseId, [report, closed])?.state).toBe('reported')
  })

  test('is believed on the phone until the server has said who may', () => {
    const { caseId, report, make } = newCase()
    const pending = make('case.closedOnSite', { disposition: 'ONSITE', note: '' }, afterPhoto)
    expect(foldCase(caseId, [report, pending])?.state).toBe('closed')
  })

  const closings = (...all: readonly EntryFacts[]) => {
    const { caseId, report, make } = newCase()
    const made = all.map((facts) => make('case.closedOnSite', closing, { ...afterPhoto, ...facts }))
    return { value: foldCase(caseId, [...made, report]), ids: made.map(({ entry }) => entry.id) }
  }

  test('twice is decided by the server’s order, not by the clocks', () => {
    const { value, ids } = closings(
      { author: '1001', at: at('07:30'), rev: 8 },
      { author: '1002', at: at('07:50'), rev: 5 },
    )
    expect(value?.closedOnSite?.by).toBe('1002')
    expect(value?.ineffective).toEqual([{ entryId: ids[0], code: 'case/already-closed' }])
  })

  test('not yet seen by the server comes after what it has seen', () => {
    const { value } = closings({ author: '1001', at: at('07:30') }, { author: '1002', at: at('07:50'), rev: 5 })
    expect(value?.closedOnSite?.by).toBe('1002')
  })

  test('twice in one push is decided by captured time', () => {
    const inOrder = closings({ author: '1002', at: at('07:30'), rev: 5 }, { author: '1001', at: at('07:50'), rev: 5 })
    expect(inOrder.value?.closedOnSite?.by).toBe('1002')
    const { value } = closings({ author: '1001', at: at('07:50'), rev: 5 }, { author: '1002', at: at('07:30'), rev: 5 })
    expect(value?.closedOnSite?.by).toBe('1002')
  })

  test('that had no effect leaves the place to the next one', () => {
    const { value } = closings({ author: '1001', parts: [], rev: 5 }, { author: '1002', rev: 6 })
    expect(value?.closedOnSite?.by).toBe('1002')
  })
})

describe('photos owed', () => {
  test.each<[PhotoRule, readonly PhotoRole[], number]>([
    ['0', [], 0],
    ['1', [], 1],
    ['1', ['scene'], 0],
    ['2', ['far'], 1],
    ['3', [], 3],
    ['3', ['far', 'near'], 1],
    ['BA', ['before'], 1],
    ['BA', ['before', 'after'], 0],
  ])('under rule %s with %j are %i', (rule, photos, owed) => {
    const { caseId, report } = newCase({ rule, photos })
    expect(foldCase(caseId, [report])?.owedPhotos).toBe(owed)
  })

  test('are paid by whoever adds them later', () => {
    const { caseId, report, make } = newCase({ rule: '2', photos: ['far'] })
    const added = make('case.supplemented', { note: '' }, { author: '1101', parts: [photoRef('near', 5)] })
    expect(foldCase(caseId, [report, added])?.owedPhotos).toBe(0)
  })

  test('of a case solved at once are its pair and nothing else', () => {
    const { caseId, report, make } = newCase({ rule: '3', photos: ['before'] })
    expect(foldCase(caseId, [report, make('case.closedOnSite', closing, afterPhoto)])?.owedPhotos).toBe(0)
  })
})
