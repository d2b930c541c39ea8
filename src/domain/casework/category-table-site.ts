import type { CaseCategory } from './category.ts'
import { event, urgentHours, workDays, workHours } from './category-row.ts'

/** 施工管理. */
export const siteCategories: readonly CaseCategory[] = [
  event('site.noise', '施工扰民', 'sgrm', '0301', '1', [urgentHours(2)], '已停止'),
  event('site.occupation', '施工占道', 'sgzd', '0302', 'BA', [workDays(1)], '已清理'),
  event('site.dig', '无证掘路', 'wzjl', '0303', '3', [workDays(1)], '已停止并恢复'),
  event('site.dust', '工地扬尘', 'gdyc', '0304', 'BA', [workHours(2)], '已控制'),
  event('site.debris', '施工废弃料', 'sgfql', '0305', 'BA', [workDays(2)], '已清理'),
  event('site.materials', '施工物料乱堆放', 'sgwlldf', '0306', 'BA', [workDays(1)]),
  event('site.hoarding', '施工工地围挡', 'sggdwd', '0307', 'BA', [
    workDays(3, '无围挡'),
    workDays(2, '破损'),
    workDays(1, '不洁'),
  ]),
  event('site.truckCover', '渣土车未密闭', 'ztcwmb', '0311', '2', [workDays(2)]),
  event('site.wheelMud', '车轮夹带', 'cljd', '0312', 'BA', [workDays(1)], '已清洁'),
]
