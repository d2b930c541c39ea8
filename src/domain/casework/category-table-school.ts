import type { CaseCategory } from './category.ts'
import { days, local } from './category-row.ts'

/** 校园周边扩展. Clues for other authorities are handed over the same day. */
export const schoolCategories: readonly CaseCategory[] = [
  local('school.clueVenue', '网吧、娱乐场所线索', 'wbylcsxs', '扩展', '1', [days(1, '当日移送')], '收到回执'),
  local('school.clueTobacco', '烟酒、彩票销售点线索', 'yjcpxsdxs', '扩展', '1', [days(1, '当日移送')], '收到回执'),
  local('school.clueFood', '无证食品、三无食品线索', 'wzspswspxs', '扩展', '1', [days(1, '当日移送')], '收到回执'),
  local('school.clueContent', '有害内容线索', 'yhnrxs', '扩展', '1', [days(1, '当日移送')], '收到回执'),
  local('school.pickup', '接送秩序', 'jszx', '扩展', '1', []),
]
