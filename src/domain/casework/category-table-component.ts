import type { CaseCategory } from './category.ts'
import { component, urgentHours, workDays, workHours } from './category-row.ts'

/** 部件. Where only a range is published, its ends are 最短 and 最长. */
export const componentCategories: readonly CaseCategory[] = [
  component('comp.manhole', '各类井盖', 'gljg', '0101-0123', '3', [
    urgentHours(2, '缺失、移位'),
    workHours(4, '破损＞25cm²'),
    workDays(2, '异响'),
    workDays(5, '周边破损'),
  ]),
  component('comp.trenchCover', '沟槽盖板', 'gcgb', '0126', '3', [urgentHours(4, '最短'), workDays(1, '最长')]),
  component('comp.telecomPole', '通信立杆', 'txlg', '0131', '3', [urgentHours(4, '倾斜'), workDays(5, '损坏')]),
  component('comp.streetLamp', '路灯', 'ld', '0137', '2', [
    workDays(1, '倾斜'),
    workDays(1, '破损、电线裸露'),
    workDays(2, '不亮'),
    workDays(2, '锈蚀'),
    workHours(2, '开关灯时间'),
    workDays(3, '废弃'),
  ]),
  component('comp.landscapeLight', '景观灯', 'jgd', '0139', '2', [workDays(1, '最短'), workDays(3, '最长')]),
  component('comp.parkingLot', '停车场', 'tcc', '0201', '2', [workDays(1, '最短'), workDays(5, '最长')]),
  component('comp.busStop', '公交站亭', 'gjzt', '0204', '2', [
    workDays(1, '倾斜'),
    workDays(5, '损坏'),
    workDays(1, '广告，最短'),
    workDays(3, '广告，最长'),
  ]),
  component('comp.heightBar', '限高架', 'xgj', '0211', '3', [urgentHours(4, '倾斜')]),
  component('comp.guardrail', '交通护栏', 'jthl', '0217', '2', [workDays(1, '移位'), workDays(3, '破损')]),
  component('comp.bollard', '人行横道桩、便道桩', 'rxhdzbdz', '0220-0221', '2', [workDays(3)]),
  component('comp.bikePark', '非机动车停放点', 'fjdctfd', '0225', '2', [workDays(3), workHours(4, '不洁')]),
  component('comp.toilet', '公共厕所', 'ggcs', '0301', '2', [workHours(4, '最短'), workDays(5, '最长')]),
  component('comp.bin', '垃圾箱（果皮箱）', 'ljxgpx', '0305', '2', [workDays(1, '倾斜'), workDays(3, '破损')]),
  component('comp.outdoorAd', '户外广告', 'hwgg', '0306', '3', [
    workDays(1, '倾斜'),
    workDays(2, '破损、锈蚀'),
    workDays(1, '不洁'),
    workDays(3, '废弃'),
  ]),
  component('comp.signboard', '牌匾标识', 'pbbs', '0307', '3', [
    workDays(1, '倾斜'),
    workDays(2, '破损、锈蚀'),
    workDays(5, '文字'),
    workDays(2, '废弃'),
  ]),
  component('comp.noticeBoard', '宣传栏', 'xcl', '0308', '2', [workDays(1, '倾斜'), workDays(3, '破损')]),
  component('comp.streetTree', '行道树', 'hds', '0402', '2', [
    workDays(1, '断枝、倾斜'),
    workDays(2, '枯死'),
    workDays(2, '遮挡'),
  ]),
]
