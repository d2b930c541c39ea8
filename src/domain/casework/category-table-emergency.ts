import type { CaseCategory } from './category.ts'
import { event, urgentHours, workHours } from './category-row.ts'

/** 突发事件、其他. */
export const emergencyCategories: readonly CaseCategory[] = [
  event('emg.waterPipe', '供水管道破裂', 'gsgdpl', '0501', '3', [urgentHours(1)], '险情已排除'),
  event('emg.gasPipe', '燃气管道破裂', 'rqgdpl', '0502', '3', [urgentHours(1)], '险情已排除'),
  event('emg.drain', '排水管道堵塞、破裂', 'psgddspl', '0503', '3', [workHours(4), urgentHours(1, '塌陷')]),
  event('emg.roadCollapse', '路面塌陷', 'lmtx', '0505', '3', [urgentHours(2)], '已围挡警示'),
  event('emg.roadWater', '道路积水', 'dljs', '0506', '2', [urgentHours(2, '积水＞100m²且深＞15cm')], '可以通行'),
  event('emg.overheadWire', '架空线缆脱落', 'jkxltl', '0508', '3', [workHours(2)], '已固定'),
  event('emg.fallingObject', '高空坠物（广告、招牌、幕墙）', 'gkzwggzpmq', '0596', '3', [urgentHours(2)], '险情已排除'),
  event('other.frontage', '门前四包（五包）', 'mqsbwb', '0604', 'BA', [workHours(4)], '已纠正'),
]
