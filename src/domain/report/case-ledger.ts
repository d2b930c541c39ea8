import { isClosedCase } from '../casework/case-stage.ts'
import { caseNumber } from '../casework/case-number.ts'
import { openingComplaint } from '../casework/case-origin.ts'
import type { CaseState } from '../casework/case-state.ts'
import { closingNumber } from '../casework/closing-number.ts'
import { dispositionLabels } from '../casework/disposition.ts'
import type { LifecycleStep } from '../casework/lifecycle.ts'
import { severityLabels } from '../casework/severity.ts'
import type { CaseActKind } from '../casework/transitions.ts'
import type { PersonId, ScopeId, StreetId } from '../ids.ts'
import type { PhotoRef } from '../journal/part-ref.ts'
import { roadClassLabels, type Street } from '../place/street.ts'
import { moment } from '../signage/sign-words.ts'
import { columnsOver, type LedgerColumn } from './ledger-column.ts'

/** What 问题台账 cannot know from a case's records. */
export interface CaseLedgerWords {
  readonly timeZone: string
  nameOf(personId: PersonId): string
  squadOf(scope: ScopeId): string
  streetOf(streetId: StreetId): Pick<Street, 'roadClass'> | undefined
  /** 大类, where the bureau's own standard has one for this 小类. */
  majorOf(category: string): string | undefined
}

const column = columnsOver<CaseState, CaseLedgerWords>()

const lastStep = ({ life }: CaseState, kind: CaseActKind): LifecycleStep | undefined =>
  life.steps.filter((step) => step.kind === kind).at(-1)

const at = (ms: number | null | undefined, { timeZone }: CaseLedgerWords): string | undefined =>
  ms === null || ms === undefined ? undefined : moment(ms, timeZone)

function placeOf({ report: { place } }: CaseState): string {
  const point = place.fix && `${place.fix.lat.toFixed(6)},${place.fix.lng.toFixed(6)}`
  return [place.text, point && `（${point}）`].filter(Boolean).join('')
}

/** 立案 may put a case into another 小类 than its reporter did. */
function kindOf({ report, life }: CaseState, { majorOf }: CaseLedgerWords): string {
  const { category, categoryLabel } = life.filing ?? report
  return [majorOf(category), categoryLabel].filter(Boolean).join('/')
}

function originOf(value: CaseState): string {
  const { isOfSign, report, shiftId } = value
  if (openingComplaint(value)) return '投诉'
  if (isOfSign) return '招牌排查'
  if (report.origin) return '检查单'
  return shiftId === null ? '上报' : '当班上报'
}

/** To whomever: a squad or a unit without an account. */
const dispatchedAtMs = ({ life }: CaseState): number | undefined =>
  life.steps.filter(({ kind }) => kind === 'case.dispatched' || kind === 'case.sentOut').at(-1)?.atMs

/** 承办: the squad and its person, or the unit without an account. */
export function handlerOf(
  { life: { handler, outside } }: CaseState,
  { nameOf, squadOf }: Pick<CaseLedgerWords, 'nameOf' | 'squadOf'>,
): string {
  if (!handler) return outside?.sheet.unitName ?? ''
  return [squadOf(handler.unit), handler.person && nameOf(handler.person)].filter(Boolean).join('/')
}

/** What was done: where it is not the whole of it, what the office was told why. */
function doneAbout({ life: { handled, closedOnSite, lastReason } }: CaseState): string {
  if (handled)
    return [
      `${dispositionLabels[handled.disposition]}：${handled.measures}`,
      handled.docNo && `文书号 ${handled.docNo}`,
    ]
      .filter(Boolean)
      .join('；')
  if (closedOnSite)
    return ['当场处理', dispositionLabels[closedOnSite.disposition], closedOnSite.note].filter(Boolean).join('：')
  return lastReason
}

const endOf = ({ state, life }: CaseState): { readonly by: PersonId; readonly atMs: number } | null =>
  isClosedCase(state) ? life.closing : null

const times = (n: number): string => (n > 0 ? `是（${n} 次）` : '')

/** Words that were added after the report's own, which stand in 问题描述. */
const remarksOf = ({ notes, report }: CaseState): string =>
  notes
    .map(({ note }) => note)
    .filter((note, index) => !(index === 0 && note === report.note))
    .join('；')

/** 问题台账 as far as the pictures, in the bureau's order; the running number stands before it. */
export const caseLedgerColumns: readonly LedgerColumn<CaseState, CaseLedgerWords>[] = [
  column('caseNo', '编号', 10, ({ caseId }) => caseNumber(caseId)),
  column('reportedAt', '发现时间', 17, ({ reportedAtMs }, words) => at(reportedAtMs, words)),
  column('place', '地点（路段/门牌/坐标）', 30, placeOf),
  column('roadClass', '道路等级', 10, ({ report: { place } }, { streetOf }) => {
    const street = place.streetId && streetOf(place.streetId)
    return street && roadClassLabels[street.roadClass]
  }),
  column('grid', '网格', 10, () => ''),
  column('category', '大类/小类', 18, kindOf),
  column('description', '问题描述', 36, ({ report }) => report.note),
  column('origin', '来源', 12, originOf),
  column('reporter', '发现人', 10, ({ reporter }, { nameOf }) => nameOf(reporter)),
  column('severity', '严重程度', 10, ({ report }) => severityLabels[report.severity]),
  column('handler', '责任单位/责任人', 20, handlerOf),
  column('demand', '整改要求', 24, ({ life }) => life.filing?.limit.closing),
  column('dueAt', '整改时限', 17, ({ life }, words) => at(life.clock.dueAtMs, words)),
  column('dispatchedAt', '派遣时间', 17, (value, words) => at(dispatchedAtMs(value), words)),
  column('done', '整改情况', 36, doneAbout),
]

/** 问题台账 after the pictures before and after. */
export const caseLedgerEndColumns: readonly LedgerColumn<CaseState, CaseLedgerWords>[] = [
  column('finishedAt', '完成时间', 17, ({ life }, words) => at(life.handled?.atMs ?? life.closedOnSite?.atMs, words)),
  column('checkedBy', '核查人', 10, (value, { nameOf }) => {
    const by = lastStep(value, 'case.checked')?.by ?? value.rechecked?.by
    return by && nameOf(by)
  }),
  column('checkedAt', '核查时间', 17, (value, words) =>
    at(lastStep(value, 'case.checked')?.atMs ?? value.rechecked?.atMs, words),
  ),
  column('reworks', '是否返工', 10, ({ life }) => times(life.reworks)),
  column('closingNo', '销号编号', 22, ({ caseId, state, life }, { timeZone }) =>
    isClosedCase(state) ? closingNumber(caseId, life.closing?.receivedAt ?? null, timeZone) : '',
  ),
  column('closedAt', '销号时间', 17, (value, words) => at(endOf(value)?.atMs, words)),
  column('closedBy', '销号人', 10, (value, { nameOf }) => {
    const end = endOf(value)
    return end && nameOf(end.by)
  }),
  column('reopenings', '是否反弹', 10, ({ life }) => times(life.reopenings)),
  column('remarks', '备注', 30, remarksOf),
]

export interface CasePictures {
  readonly before: PhotoRef | undefined
  readonly after: PhotoRef | undefined
}

/** The first picture of what was found and the last of what was done, among those that can be shown. */
export function casePictures(
  { photos }: CaseState,
  canShow: (photo: CaseState['photos'][number]) => boolean,
): CasePictures {
  const shown = photos.filter(canShow).map(({ ref }) => ref)
  return {
    before: shown.find(({ role }) => role !== 'after'),
    after: shown.filter(({ role }) => role === 'after').at(-1),
  }
}
