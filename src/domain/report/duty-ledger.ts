import type { CaseState } from '../casework/case-state.ts'
import { counterIds, counterLabels } from '../duty/counter.ts'
import { localTime } from '../duty/local-day.ts'
import { isPersuadeOnly } from '../duty/persuade-only.ts'
import { sessionLabels } from '../duty/session.ts'
import type { Shift } from '../duty/shift.ts'
import type { Presence, ShiftState } from '../duty/shift-state.ts'
import type { PersonId } from '../ids.ts'
import type { Role } from '../people/role.ts'
import { columnsOver, type LedgerColumn } from './ledger-column.ts'

/** One line of 护学岗台账: a shift at a school gate, as it was rostered and as it was stood. */
export interface StoodShift {
  readonly shift: Shift
  readonly state: ShiftState
  /** What was reported during it, of the sort 紧急. */
  readonly critical: readonly Pick<CaseState, 'report'>[]
}

/** What 护学岗台账 cannot know from a shift and its records. */
export interface DutyLedgerWords {
  readonly timeZone: string
  readonly nowMs: number
  nameOf(personId: PersonId): string
  roleOf(personId: PersonId): Role | undefined
  schoolOf(shift: Shift): { readonly school: string; readonly post: string } | undefined
}

const column = columnsOver<StoodShift, DutyLedgerWords>()

/** Who came, each once: somebody may leave and come again. */
const cameTo = ({ state }: StoodShift): readonly PersonId[] => [
  ...new Set(state.presences.map(({ personId }) => personId)),
]

const countOf = (line: StoodShift, { roleOf }: DutyLedgerWords, roles: readonly Role[]): number =>
  cameTo(line).filter((personId) => roles.includes(roleOf(personId) ?? 'viewer')).length

const named = (label: string, people: readonly PersonId[], { nameOf }: DutyLedgerWords): string =>
  people.length === 0 ? `${label} 0` : `${label} ${people.length}（${people.map(nameOf).join('、')}）`

const whoWas = ({ state }: StoodShift, timeliness: Presence['timeliness']): readonly PersonId[] => [
  ...new Set(state.presences.filter((each) => each.timeliness === timeliness).map(({ personId }) => personId)),
]

/** 缺岗 is said of nobody before the shift is over. */
function attendanceOf(line: StoodShift, words: DutyLedgerWords): string {
  const came = cameTo(line)
  const missing = line.shift.assignees.filter((personId) => !came.includes(personId))
  const tooLate = whoWas(line, 'absent')
  const isOver = Date.parse(line.shift.endsAt) <= words.nowMs
  return [
    named('到岗', came, words),
    named('迟到', whoWas(line, 'late'), words),
    tooLate.length > 0 && named('超过15分钟到岗', tooLate, words),
    named(isOver ? '缺岗' : '未到', missing, words),
  ]
    .filter(Boolean)
    .join('；')
}

function timesOf({ state }: StoodShift, { nameOf, timeZone }: DutyLedgerWords): string {
  const time = (ms: number): string => localTime(ms, timeZone)
  return state.presences
    .map(
      ({ personId, basis, arrivedAtMs, leftAtMs }) =>
        `${nameOf(personId)} ${time(arrivedAtMs)}–${leftAtMs === null ? '未离岗' : time(leftAtMs)}${basis === 'backfilled' ? '（补录）' : ''}`,
    )
    .join('；')
}

const failedChecks = ({ state }: StoodShift): number =>
  Object.values(state.answers)
    .flatMap((ofTemplate) => Object.values(ofTemplate))
    .filter(({ result }) => result === 'fail').length

const countsOf = ({ state }: StoodShift): string =>
  counterIds
    .filter((id) => state.counts[id] > 0)
    .map((id) => `${counterLabels[id]} ${state.counts[id]}`)
    .join('，')

/** That nobody there could enforce, words written beside answers, and why somebody came or went otherwise than planned. */
const remarksOf = ({ shift, state }: StoodShift, { nameOf }: DutyLedgerWords): string =>
  [
    ...(isPersuadeOnly(shift) ? ['仅劝导'] : []),
    ...Object.values(state.answers).flatMap((ofTemplate) =>
      Object.entries(ofTemplate).flatMap(([itemId, { note }]) => (note ? [`${itemId} ${note}`] : [])),
    ),
    ...state.presences.flatMap(({ personId, reason }) => (reason ? [`${nameOf(personId)}：${reason}`] : [])),
  ].join('；')

/** The bureau's columns, in its order. 队员数 counts captains among those who hold a certificate. */
export const dutyLedgerColumns: readonly LedgerColumn<StoodShift, DutyLedgerWords>[] = [
  column('date', '日期', 12, ({ shift }) => shift.date),
  column('school', '学校', 20, ({ shift }, { schoolOf }) => schoolOf(shift)?.school ?? shift.title),
  column('session', '时段', 22, ({ shift }, { timeZone }) => {
    const [from, to] = [shift.startsAt, shift.endsAt].map((iso) => localTime(Date.parse(iso), timeZone))
    return `${sessionLabels[shift.session]} ${from}–${to}`
  }),
  column('post', '岗位', 14, ({ shift }, { schoolOf }) => schoolOf(shift)?.post),
  column('lead', '带班', 10, ({ shift }, { nameOf }) => shift.lead && nameOf(shift.lead)),
  column('officers', '队员数', 8, (line, words) => countOf(line, words, ['officer', 'captain'])),
  column('auxiliaries', '协管员数', 8, (line, words) => countOf(line, words, ['aux'])),
  column('attendance', '到岗/迟到/缺岗', 36, attendanceOf),
  column('times', '签到/签退时间', 36, timesOf),
  column('failedChecks', '检查项不合格数', 10, failedChecks),
  column('counts', '劝离/规范/纠正/服务计数', 30, countsOf),
  column('incidents', '突发情况', 24, ({ critical }) =>
    critical.map(({ report }) => [report.categoryLabel, report.note].filter(Boolean).join('：')).join('；'),
  ),
  column('remarks', '备注', 36, remarksOf),
]
