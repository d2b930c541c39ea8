import { plainCalendar } from '../../src/domain/calendar/working-calendar.ts'
import { composeSurvey, type SurveyInput } from '../../src/domain/signage/compose-survey.ts'
import type { SignRegistered, SignSurveyed } from '../../src/domain/signage/sign-entries.ts'
import { itemsFor, type Answers } from '../../src/domain/signage/survey-items.ts'

export const signData = (facts: Partial<SignRegistered> = {}): SignRegistered => ({
  signNo: 'GG-0001',
  signType: 'FASCIA',
  content: '示例早餐店',
  address: '示例路 1 号',
  point: { lat: 32.64, lng: 117.01 },
  widthM: 3,
  heightM: 1,
  bottomM: 3,
  builtYear: 2025,
  ownerName: '示例早餐店',
  pathBelow: 'green',
  ...facts,
})

/** A survey of that sign in which all is normal but these answers; under a back street far from any school. */
export function surveyData(defects: Answers = {}, facts: Partial<SurveyInput> = {}): SignSurveyed {
  const sign = facts.sign ?? signData()
  const normal = Object.fromEntries(itemsFor(sign.signType).map(({ id }) => [id, 'ok' as const]))
  return composeSurvey({
    sign,
    answers: { ...normal, ...defects },
    methods: ['ground'],
    note: '',
    roadClass: 'backStreet',
    gateM: null,
    windAlert: 'none',
    calendar: plainCalendar,
    timeZone: 'Asia/Shanghai',
    nowMs: Date.parse('2026-11-20T09:00:00+08:00'),
    labelOf: () => undefined,
    hasOpenCase: false,
    ...facts,
  })
}
