import { seasonLabels } from '../calendar/season.ts'
import type { EntryId, PersonId } from '../ids.ts'
import { gradeLabels } from '../signage/grade.ts'
import { nextCheckOf, type CheckRules } from '../signage/next-check-of.ts'
import { faceMaterials, frames, ownerKinds } from '../signage/sign-options.ts'
import { areaOf } from '../signage/sign-size.ts'
import type { SignState, SurveyRecord } from '../signage/sign-state.ts'
import { signTypeTable } from '../signage/sign-type.ts'
import { defectsOf, fixingOf, limitsOf, moment, permitOf, testOf } from '../signage/sign-words.ts'
import { columnsOver, type LedgerColumn } from './ledger-column.ts'

/** What the ledger of signs cannot know from their records. */
export interface SignLedgerWords extends CheckRules {
  readonly timeZone: string
  nameOf(personId: PersonId): string
}

const column = columnsOver<SignState, SignLedgerWords>()

const newest = ({ surveys }: SignState): SurveyRecord | undefined => surveys.at(-1)

/** Of these, what is about the newest case: what was ordered and done about a closed one is no answer to a new hazard. */
function ofNewestCase<R extends { readonly data: { readonly survey: EntryId } }>(
  { surveys }: SignState,
  records: readonly R[],
): readonly R[] {
  const caseId = surveys.filter((survey) => survey.caseId !== null).at(-1)?.caseId ?? null
  const its = surveys.filter((survey) => survey.caseId === caseId).map(({ entryId }) => entryId)
  return records.filter(({ data }) => its.includes(data.survey))
}

const sizeOf = ({ attributes }: SignState): string =>
  `${attributes.widthM}×${attributes.heightM} m，${areaOf(attributes)} m²${attributes.isEstimated ? '（估计）' : ''}`

const materialOf = ({ attributes: { frame, face } }: SignState): string =>
  [frame && `骨架 ${frames[frame]}`, face && `面板 ${faceMaterials[face]}`].filter(Boolean).join('，')

const ownerOf = ({ attributes: { ownerName, ownerKind } }: SignState): string =>
  ownerKind ? `${ownerName}（${ownerKinds[ownerKind]}）` : ownerName

function hazardOf(sign: SignState): string {
  const survey = newest(sign)
  return survey ? [...defectsOf(survey.data), survey.data.note].filter(Boolean).join('；') : ''
}

/** The bureau's columns, in its order; the running number stands before them. What is not recorded yet stays empty, to be written by hand. */
export const signLedgerColumns: readonly LedgerColumn<SignState, SignLedgerWords>[] = [
  column('signNo', '编号', 14, ({ attributes }) => attributes.signNo),
  column('signType', '类型', 14, ({ attributes }) => signTypeTable[attributes.signType].label),
  column('address', '位置', 24, ({ attributes }) => attributes.address),
  column('content', '牌面内容', 20, ({ attributes }) => attributes.content),
  column('size', '尺寸/面积', 20, sizeOf),
  column('bottomM', '离地高（m）', 10, ({ attributes }) => attributes.bottomM),
  column('builtYear', '设置年份', 10, ({ attributes }) => attributes.builtYear ?? '不详'),
  column('material', '材料', 20, materialOf),
  column('fixing', '固定方式', 16, ({ attributes }) => fixingOf(attributes)),
  column('permit', '设置手续', 20, ({ attributes }) => permitOf(attributes)),
  column('test', '检测报告（有效期）', 24, ({ attributes }) => testOf(attributes)),
  column('owner', '责任主体', 20, ownerOf),
  column('hazard', '隐患部位与描述', 40, hazardOf),
  column('grade', '隐患等级', 14, ({ grade }) => (grade ? gradeLabels[grade] : '未查过')),
  column('surveyedAt', '发现时间', 17, (sign, { timeZone }) => {
    const survey = newest(sign)
    return survey && moment(survey.atMs, timeZone)
  }),
  column('noticeNo', '通知书号', 16, (sign) =>
    ofNewestCase(sign, sign.notices)
      .map(({ data }) => data.noticeNo)
      .filter(Boolean)
      .join('；'),
  ),
  column('measures', '整改措施', 20, (sign) =>
    ofNewestCase(sign, sign.rectifications)
      .map(({ data }) => data.measures)
      .join('；'),
  ),
  column('dueAt', '整改时限', 26, (sign, { timeZone }) => {
    const survey = newest(sign)
    return survey && sign.dueAtMs !== null ? limitsOf(survey.data, timeZone).join('；') : ''
  }),
  column('finishedAt', '完成时间', 17, (sign, { timeZone }) => {
    const last = ofNewestCase(sign, sign.rectifications).at(-1)
    return last && moment(last.atMs, timeZone)
  }),
  column('recheckedBy', '复查人', 12, ({ recheck }, { nameOf }) => recheck && nameOf(recheck.by)),
  column('closedOff', '销号', 20, ({ recheck }, { timeZone }) => recheck && `已结案 ${moment(recheck.atMs, timeZone)}`),
  column('nextCheckDate', '下次检查', 20, (sign, words) => {
    const { day, recheck, season } = nextCheckOf(sign, words, words.timeZone)
    const why = recheck ? '（大风后复查）' : season ? `（${seasonLabels[season.kind]}前）` : ''
    return day === null ? null : `${day}${why}`
  }),
]
