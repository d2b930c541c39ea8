import type { CaseCategory } from './category.ts'
import { event, urgentHours, workDays, workHours } from './category-row.ts'

/** 街面秩序. 机动车乱停放 has no common limit: local rule decides. */
export const streetCategories: readonly CaseCategory[] = [
  event('street.mobileVendor', '无照经营游商', 'wzjyys', '0401', 'BA', [urgentHours(2)], '商贩离开或进入疏导点'),
  event('street.nightMarket', '早（夜）市管理问题', 'zysglwt', '0402', 'BA', [urgentHours(2)], '已纠正'),
  event('street.scrapBuying', '占道废品收购', 'zdfpsg', '0404', 'BA', [workDays(1)], '已清理'),
  event('street.shopOverflow', '店外经营', 'dwjy', '0405', 'BA', [urgentHours(2)], '已退回店内'),
  event('street.roadOccupation', '占道经营', 'zdjy', '0406', 'BA', [urgentHours(2)], '已清理'),
  event('street.nonMotorParking', '非机动车乱停放', 'fjdcltf', '0410', 'BA', [workHours(2)], '停放有序'),
  event('street.motorParking', '机动车乱停放', 'jdcltf', '扩展', '3', [], '已驶离'),
  event('street.sharedBike', '共享单车管理', 'gxdcgl', '0493', 'BA', [workHours(2, '乱停放'), workDays(1, '损坏')]),
  event('street.fireLane', '占用消防通道', 'zyxftd', '0496', 'BA', [workHours(2)], '已清理'),
  event('street.promotion', '占道促销宣传', 'zdcxxc', '0495', 'BA', [urgentHours(2)], '已停止'),
  event('street.carWash', '占道清洗装潢车辆', 'zdqxzhcl', '0494', 'BA', [workHours(2)], '路面已恢复'),
  event('street.servicePoint', '便民服务摊点', 'bmfwtd', '0492', 'BA', [workHours(4)]),
  event('street.breakfastCart', '早餐车管理', 'zccgl', '0491', 'BA', [workHours(4, '位置'), workDays(1, '卫生')]),
  event('street.market', '农贸市场管理', 'nmscgl', '0498', '2', [workDays(2)]),
]
