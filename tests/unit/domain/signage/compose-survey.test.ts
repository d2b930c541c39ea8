import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { foldCase } from '../../../../src/domain/casework/fold-case.ts'
import { caseIdOf } from '../../../../src/domain/ids.ts'
import { SignSurveyed } from '../../../../src/domain/signage/sign-entries.ts'
import { createEntryMaker } from '../../../support/entry-maker.ts'
import { photoRef } from '../../../support/reported-case.ts'
import { signData, surveyData } from '../../../support/surveyed-sign.ts'

describe('the record of a survey', () => {
  test('keeps everything that the grade was computed from, so that it means the same for ever', () => {
    const survey = surveyData({ 'GG-S01': 'M' }, { gateM: 150 })
    expect(survey).toMatchObject({
      exposure: 'E3',
      gateM: 150,
      requiredTest: false,
      ageYears: 1,
      grade: 'MAJOR',
      row: 3,
      tableVersion: 1,
      deadlines: [
        { duty: 'danger', amount: 4, unit: 'urgentHour', dueAt: '2026-11-20T05:00:00.000Z' },
        { duty: 'final', amount: 24, unit: 'urgentHour', dueAt: '2026-11-21T01:00:00.000Z' },
      ],
    })
    expect(v.is(SignSurveyed, survey)).toBe(true)
  })

  test('opens a case with the nearest limit, in words that need no form beside them', () => {
    expect(surveyData({ 'GG-S01': 'M' }).opens).toMatchObject({
      category: 'comp.signboard',
      categoryLabel: '牌匾标识',
      severity: 'major',
      note: '示例早餐店 · 较大：★ 关键项有 1 项明显。整体倾斜、移位、下沉',
      dueAt: '2026-11-23T01:00:00.000Z',
      photoRule: '4',
    })
    const roof = signData({ signType: 'ROOF' })
    expect(surveyData({ 'GG-P02': 'M' }, { sign: roof }).opens?.category).toBe('comp.outdoorAd')
  })

  test('opens none where nothing was found, or where a case about the sign is open already', () => {
    expect(surveyData()).not.toHaveProperty('opens')
    expect(surveyData({ 'GG-E03': 'NV' })).not.toHaveProperty('opens')
    expect(surveyData({ 'GG-S01': 'S' }, { hasOpenCase: true })).not.toHaveProperty('opens')
  })

  test('[ENTRY-31] is the report of the case that bears its id: with its photos and its limit', () => {
    const make = createEntryMaker('sign-1')
    const caseId = caseIdOf('00000000-0000-7000-8000-000000000001' as Parameters<typeof caseIdOf>[0])
    const survey = make('sign.surveyed', surveyData({ 'GG-S01': 'S' }), {
      subjects: ['sign-1', caseId],
      parts: [photoRef('far')],
    })
    expect(foldCase(caseId, [survey])).toMatchObject({
      caseId,
      state: 'reported',
      report: { severity: 'critical' },
      owedPhotos: 3,
    })
    expect(
      foldCase(caseIdOf('00000000-0000-7000-8000-000000000002' as Parameters<typeof caseIdOf>[0]), [survey]),
    ).toBeNull()
  })
})
