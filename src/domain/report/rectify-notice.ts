import { gradeLabels } from '../signage/grade.ts'
import type { DutyOfOwner } from '../signage/deadlines.ts'
import { areaOf } from '../signage/sign-size.ts'
import type { SignState, SurveyRecord } from '../signage/sign-state.ts'
import { signTypeTable } from '../signage/sign-type.ts'
import { defectsOf, moment, unseenOf } from '../signage/sign-words.ts'

/** What of 整改通知书 follows from the records; the clauses of the law are for 法制 to fill in, never for us. */
export interface RectifyNotice {
  readonly facts: string
  readonly requirements: string
  /** The last of its limits; null where the survey found nothing to be done. */
  readonly dueAtMs: number | null
}

const demands: Readonly<Record<DutyOfOwner, string>> = {
  danger: '设置警戒，涉电的断电，拆除、卸载或支撑，排除险情',
  final: '彻底整改',
  repair: '加固或修复',
  testReport: '提交有资质机构出具的安全检测报告',
  test: '委托有资质机构进行安全检测鉴定',
}

function placeOf({ attributes }: SignState): string {
  const { address, signType, content, signNo, widthM, heightM } = attributes
  const size = `${widthM}×${heightM} 米，面积 ${areaOf(attributes)} 平方米`
  return `位于${address}的${signTypeTable[signType].label}“${content}”（编号 ${signNo}，${size}）`
}

function findingsOf(sign: SignState, { data }: SurveyRecord): string {
  const unseen = unseenOf(data)
  const found = [...defectsOf(data), ...(unseen.length ? [`看不到、未能检查的部位：${unseen.join('、')}`] : [])]
  const numbered = found.map((each, index) => `${index + 1}. ${each}`).join('；')
  const grade = sign.grade ? `本单位目测排查分级：${gradeLabels[sign.grade]}（${data.words}）。` : ''
  return [numbered && `存在下列问题：${numbered}。`, grade].filter(Boolean).join('')
}

/** The notice about a sign's newest survey; null where nobody has surveyed it. */
export function rectifyNotice(sign: SignState, timeZone: string): RectifyNotice | null {
  const survey = sign.surveys.at(-1)
  if (!survey) return null
  const { deadlines } = survey.data
  const ends = deadlines.map(({ dueAt }) => Date.parse(dueAt))
  return {
    facts: `经 ${moment(survey.atMs, timeZone)} 目测排查，${placeOf(sign)}${findingsOf(sign, survey)}`,
    requirements: deadlines
      .map(({ duty, dueAt }, index) => `${index + 1}. 在 ${moment(Date.parse(dueAt), timeZone)} 前，${demands[duty]}。`)
      .join('\n'),
    dueAtMs: ends.length > 0 ? Math.max(...ends) : null,
  }
}
