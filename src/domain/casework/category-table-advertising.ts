import type { CaseCategory } from './category.ts'
import { event, workDays, workHours } from './category-row.ts'

/** 宣传广告. */
export const advertisingCategories: readonly CaseCategory[] = [
  event('ad.illegalPoster', '非法小广告', 'ffxgg', '0201', 'BA', [workDays(1)], '已清除'),
  event('ad.leaflet', '街头散发广告', 'jtsfgg', '0202', '1', [workHours(2)], '已停止'),
  event(
    'ad.illegalOutdoorAd',
    '违规户外广告',
    'wghwgg',
    '0203',
    '3',
    [workDays(1, '灯箱、电子屏'), workDays(5, '立柱、墙面、楼顶')],
    '已拆除',
  ),
  event('ad.language', '广告语言文字不规范', 'ggyywzbgf', '0204', '1', [workDays(5)], '已更正'),
  event('ad.badPosition', '户外广告设置位置不合理', 'hwggszwzbhl', '0205', '2', [workDays(3)], '已移位'),
  event('ad.illegalSign', '违规牌匾标识', 'wgpbbs', '0206', '2', [workDays(2)], '已整改或拆除'),
  event('ad.banner', '违规标语宣传品', 'wgbyxcp', '0207', 'BA', [workDays(1)], '已清除'),
]
