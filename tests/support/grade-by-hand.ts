import type { Grade } from '../../src/domain/signage/grade.ts'
import type { GradeForm } from '../../src/domain/signage/grade-of.ts'

const stars = ['S01', 'S02', 'S03', 'S04', 'S07', 'S08', 'P01', 'E01', 'F01']

/** The published decision table said a second time, in other words and without the code it is to check. */
export function gradeByHand({ answers, exposure, windAlert, requiredTest, ageYears, ownerless }: GradeForm): Grade {
  const all = Object.entries(answers).map(([id, result]) => [id.replace('GG-', ''), result] as const)
  const has = (id: string, ...results: string[]): boolean => results.includes(answers[`GG-${id}`] ?? 'NA')
  const count = (test: (id: string, result: string) => boolean): number => all.filter((each) => test(...each)).length
  const sn = count((id, result) => result === 'S' && !id.startsWith('M'))
  const sc = count((id, result) => result === 'S' && stars.includes(id))
  const ms = count((id, result) => result === 'M' && id.startsWith('S'))
  const mc = count((id, result) => result === 'M' && stars.includes(id))
  const nvs = count((id, result) => result === 'NV' && stars.includes(id) && id.startsWith('S'))
  const isWindy = ['yellow', 'orange', 'red'].includes(windAlert)
  if (sc >= 1 || sn >= 2 || has('M02', 'S') || (sn >= 1 && exposure === 'E3')) return 'MAJOR'
  if (mc >= 2 || (mc >= 1 && (exposure === 'E3' || isWindy))) return 'MAJOR'
  if (sn === 1 || mc === 1 || ms >= 2 || has('M03', 'S') || has('M04', 'S')) return 'SERIOUS'
  if (has('P03', 'M', 'S') && exposure !== 'E1') return 'SERIOUS'
  if (requiredTest && has('M02', 'M')) return 'SERIOUS'
  const isOld = ageYears === null || ageYears > 10
  if (nvs >= 1 && (requiredTest || isOld || ownerless)) return 'PENDING_TEST'
  if (count((id, result) => result === 'M' || (result === 'L' && id.startsWith('S'))) > 0) return 'GENERAL'
  if (count((_id, result) => result === 'L') > 0) return 'MINOR'
  return count((_id, result) => result === 'NV') > 0 ? 'LIMITED' : 'NONE'
}
