import * as v from 'valibot'

/** From 未发现明显隐患 to 重大: a word for signs in this app, and none of the law. */
export const grades = ['NONE', 'LIMITED', 'MINOR', 'GENERAL', 'PENDING_TEST', 'SERIOUS', 'MAJOR'] as const
export const Grade = v.picklist(grades)
export type Grade = v.InferOutput<typeof Grade>

/** Never 安全: a visual survey cannot know that. */
export const gradeLabels: Readonly<Record<Grade, string>> = {
  NONE: '未发现明显隐患',
  LIMITED: '未发现明显隐患（受限）',
  MINOR: '轻微',
  GENERAL: '一般',
  PENDING_TEST: '待专业检测',
  SERIOUS: '较大',
  MAJOR: '重大',
}

export const surveyDisclaimer = '本结果为目测排查，不替代有资质机构的安全检测鉴定'

export const gradeRank = (grade: Grade): number => grades.indexOf(grade)
export const isWorse = (grade: Grade, than: Grade): boolean => gradeRank(grade) > gradeRank(than)
export const worseOf = (one: Grade, other: Grade): Grade => (isWorse(other, one) ? other : one)

/** Something must be done about it, so that a case opens. */
export const isHazard = (grade: Grade): boolean => gradeRank(grade) >= gradeRank('MINOR')
