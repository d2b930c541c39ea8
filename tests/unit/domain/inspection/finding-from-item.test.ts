import { describe, expect, test } from 'vitest'
import { severities } from '../../../../src/domain/casework/severity.ts'
import { findingFromItem } from '../../../../src/domain/inspection/finding-from-item.ts'
import type { CheckItem } from '../../../../src/domain/inspection/template.ts'
import { xyTemplate } from '../../../../src/domain/inspection/templates/xy.ts'

const item: CheckItem = {
  id: 'XY-A1',
  label: '流动摊贩占道经营',
  severity: 'major',
  photo: 'BA',
  category: 'street.mobileVendor',
  authority: 'CG',
}

describe('a failed item', () => {
  test('says the category, the severity and the authority of its finding', () => {
    expect(findingFromItem(item, 'Z0')).toEqual({ category: 'street.mobileVendor', severity: 'major', authority: 'CG' })
  })

  test.each([
    ['critical', 'major'],
    ['major', 'general'],
    ['general', 'hint'],
    ['hint', 'hint'],
  ] as const)('that is %s at the gate is %s in the outer zone', (severity, outer) => {
    expect(findingFromItem({ ...item, severity }, 'Z1').severity).toBe(outer)
  })

  test('with a star keeps its severity in the outer zone', () => {
    expect(findingFromItem({ ...item, starred: true }, 'Z1').severity).toBe('major')
  })

  test('of a checklist without zones keeps its severity', () => {
    expect(findingFromItem(item, null).severity).toBe('major')
  })

  test('that names neither severity, category nor authority prefills a hint and nothing else', () => {
    const bare: CheckItem = { id: 'HX-17', label: '便民服务', severity: null, photo: '0', category: null }
    expect(findingFromItem(bare, null)).toEqual({ category: null, severity: 'hint', authority: null })
  })

  test.each(xyTemplate.groups.flatMap((group) => group.items))('$id is never graver in the outer zone', (each) => {
    const rank = (zone: string) => severities.indexOf(findingFromItem(each, zone).severity)
    expect(rank('Z1')).toBeGreaterThanOrEqual(rank('Z0'))
  })
})
