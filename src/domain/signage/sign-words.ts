import { localDate, localTime } from '../duty/local-day.ts'
import { dutyLabels } from './deadlines.ts'
import { resultLabels } from './survey-item.ts'
import { surveyItems } from './survey-items.ts'
import { testValidUntil } from './papers.ts'
import type { SignRegistered, SignSurveyed } from './sign-entries.ts'
import { fixings, permitStates, testStates } from './sign-options.ts'

/** What a paper about a sign says of it, in the field's own words. */

/** 2026-11-20 07:12 */
export const moment = (ms: number, timeZone: string): string => `${localDate(ms, timeZone)} ${localTime(ms, timeZone)}`

/** 隐患部位: every defect of a survey by name and degree, in the order of the form. */
export const defectsOf = ({ answers }: Pick<SignSurveyed, 'answers'>): readonly string[] =>
  surveyItems.flatMap(({ id, label }) => {
    const result = answers[id]
    return result === 'L' || result === 'M' || result === 'S' ? [`${label}（${resultLabels[result]}）`] : []
  })

/** What nobody could see, by name. */
export const unseenOf = ({ answers }: Pick<SignSurveyed, 'answers'>): readonly string[] =>
  surveyItems.filter(({ id }) => answers[id] === 'NV').map(({ label }) => label)

/** 整改时限: each duty with its end. */
export const limitsOf = ({ deadlines }: Pick<SignSurveyed, 'deadlines'>, timeZone: string): readonly string[] =>
  deadlines.map(({ duty, dueAt }) => `${dutyLabels[duty]} ${moment(Date.parse(dueAt), timeZone)}`)

export const fixingOf = ({ fixing }: SignRegistered): string => (fixing ?? []).map((each) => fixings[each]).join('、')

/** 设置手续 with its number and its end. */
export const permitOf = ({ permit }: SignRegistered): string =>
  permit
    ? [permitStates[permit.state], permit.number, permit.expiresOn && `有效至 ${permit.expiresOn}`]
        .filter(Boolean)
        .join(' ')
    : ''

/** 检测报告 with who made it and how long it counts. */
export function testOf({ test }: SignRegistered): string {
  if (!test) return ''
  const until = testValidUntil(test)
  return [testStates[test.state], test.agency, test.number, test.result, until && `有效至 ${until}`]
    .filter(Boolean)
    .join(' ')
}
