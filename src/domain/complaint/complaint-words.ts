import type { ComplaintSource, Satisfaction } from './complaint-entries.ts'

/** By which way, as screens and tables say it. */
export const sourceLabels = {
  hotline12345: '12345',
  hotline12319: '12319',
  petition: '信访',
  wechat: '微信',
  forum: '论坛',
  media: '媒体',
  leader: '领导交办',
  visit: '来访',
} as const satisfies Readonly<Record<ComplaintSource, string>>

export const satisfactionLabels = {
  satisfied: '满意',
  basically: '基本满意',
  unsatisfied: '不满意',
  unreachable: '联系不上',
} as const satisfies Readonly<Record<Satisfaction, string>>
