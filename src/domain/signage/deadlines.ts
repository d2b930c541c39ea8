import type { TimeLimit } from '../casework/category.ts'
import type { Grade } from './grade.ts'
import type { GradeDecision } from './grade-of.ts'
import { signTypeTable, type SignType } from './sign-type.ts'
import type { Answers } from './survey-items.ts'

export type DutyOfOwner = 'danger' | 'final' | 'repair' | 'testReport' | 'test'

export const dutyLabels: Readonly<Record<DutyOfOwner, string>> = {
  danger: '险情排除',
  final: '彻底整改',
  repair: '整改',
  testReport: '提交检测报告',
  test: '专业检测',
}

export interface Deadline {
  readonly duty: DutyOfOwner
  readonly amount: number
  readonly unit: TimeLimit['unit']
}

export interface GradedSign {
  readonly signType: SignType
  readonly answers: Answers
  readonly requiredTest: boolean
}

const urgentHours = (duty: DutyOfOwner, amount: number): Deadline => ({ duty, amount, unit: 'urgentHour' })
const workDays = (duty: DutyOfOwner, amount: number): Deadline => ({ duty, amount, unit: 'workDay' })

const isDefect = (answers: Answers, itemId: string): boolean => ['L', 'M', 'S'].includes(answers[itemId] ?? 'NA')

/** An abandoned 招牌 has two working days, an abandoned 广告 three, whatever else is general about it five. */
const generalDays = ({ signType, answers }: GradedSign): number => {
  if (!isDefect(answers, 'GG-M04')) return 5
  return signTypeTable[signType].sort === 'signboard' ? 2 : 3
}

const ofGeneral = (sign: GradedSign): readonly Deadline[] => [workDays('repair', generalDays(sign))]
/** Dirt has one working day, what else is slight ten. */
const ofMinor = ({ answers }: GradedSign): readonly Deadline[] => [
  workDays('repair', isDefect(answers, 'GG-P07') ? 1 : 10),
]

const ofMajor = (row: number): readonly Deadline[] => [
  urgentHours('danger', row === 3 ? 4 : 2),
  urgentHours('final', 24),
]

function ofSerious({ row }: Pick<GradeDecision, 'row'>, sign: GradedSign): readonly Deadline[] {
  if (row === 5) return [workDays('testReport', 15)]
  const repair = workDays('repair', isDefect(sign.answers, 'GG-S01') ? 1 : 2)
  return sign.requiredTest ? [repair, workDays('testReport', 15)] : [repair]
}

/** Defects that were found beside the unseen part keep the limits they would have alone. */
function ofPendingTest(sign: GradedSign): readonly Deadline[] {
  const results = Object.entries(sign.answers)
  const isGeneral = results.some(([id, result]) => result === 'M' || (result === 'L' && id.startsWith('GG-S')))
  const isMinor = results.some(([, result]) => result === 'L')
  return [...(isGeneral ? ofGeneral(sign) : isMinor ? ofMinor(sign) : []), workDays('test', 10)]
}

/** What must be done by when; a grade that a person has raised takes the limits of the raised one. The first one is the nearest. */
export function deadlinesOf(grade: Grade, decision: Pick<GradeDecision, 'row'>, sign: GradedSign): readonly Deadline[] {
  switch (grade) {
    case 'MAJOR':
      return ofMajor(decision.row)
    case 'SERIOUS':
      return ofSerious(decision, sign)
    case 'PENDING_TEST':
      return ofPendingTest(sign)
    case 'GENERAL':
      return ofGeneral(sign)
    case 'MINOR':
      return ofMinor(sign)
    case 'LIMITED':
    case 'NONE':
      return []
  }
}
