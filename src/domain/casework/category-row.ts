import type { CaseCategory, TimeLimit } from './category.ts'
import type { PhotoRule } from './photo-rule.ts'

/** One row of the table as a line: slug, 小类, pinyin initials, code, photos, limits, closing condition. */
type CategoryRow = (
  slug: string,
  label: string,
  initials: string,
  gbCode: string,
  photo: PhotoRule,
  limits: TimeLimit[],
  closing?: string,
) => CaseCategory

const rowOf =
  (type: CaseCategory['type']): CategoryRow =>
  (slug, label, initials, gbCode, photo, limits, closing) => ({
    slug,
    label,
    initials,
    type,
    gbCode,
    limits,
    ...(closing === undefined ? {} : { closing }),
    photo,
  })

export const event = rowOf('event')
export const component = rowOf('component')
export const local = rowOf('local')

const limitIn =
  (unit: TimeLimit['unit']) =>
  (amount: number, condition?: string): TimeLimit => ({
    ...(condition === undefined ? {} : { condition }),
    amount,
    unit,
  })

/** 紧急工作时: clock hours, through nights and holidays. */
export const urgentHours = limitIn('urgentHour')
/** 紧急工作日 */
export const urgentDays = limitIn('urgentDay')
/** 工作时: 08:00–12:00 and 14:00–18:00 of working days. */
export const workHours = limitIn('workHour')
/** 工作日 */
export const workDays = limitIn('workDay')
/** 自然日 */
export const days = limitIn('day')
