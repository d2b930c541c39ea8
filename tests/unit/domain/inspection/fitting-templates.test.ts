import { describe, expect, test } from 'vitest'
import type { SchoolId } from '../../../../src/domain/ids.ts'
import { fittingTemplates } from '../../../../src/domain/inspection/fitting-templates.ts'
import { hxTemplate } from '../../../../src/domain/inspection/templates/hx.ts'
import { xyTemplate } from '../../../../src/domain/inspection/templates/xy.ts'

const newerHx = { ...hxTemplate, version: 2 }
const atSchool = { schoolId: 'school-1' as SchoolId }

describe('the checklists of a shift', () => {
  test('at a school are both, each in its newest version', () => {
    expect(fittingTemplates([xyTemplate, hxTemplate, newerHx], atSchool, {})).toEqual([newerHx, xyTemplate])
  })

  test('stay in the version in which they were begun', () => {
    expect(fittingTemplates([newerHx, hxTemplate], atSchool, { 'HX@1': {} })).toEqual([hxTemplate])
  })

  test('of a patrol without a school leave out 护学岗检查', () => {
    expect(fittingTemplates([hxTemplate, xyTemplate], {}, {})).toEqual([xyTemplate])
  })
})
