import { signTypes } from './sign-type.ts'
import type { SurveyItem } from './survey-item.ts'

export const fireItems: readonly SurveyItem[] = [
  {
    id: 'GG-F01',
    group: 'F',
    label: '遮挡救援窗、疏散口、排烟口',
    critical: true,
    stop: 'across',
    help: { M: '部分遮挡', S: '堵死' },
    types: signTypes,
  },
  {
    id: 'GG-F02',
    group: 'F',
    label: '可燃材料，靠近热源、油烟口',
    critical: false,
    stop: 'beneath',
    help: { L: '轻微', M: '明显', S: '已烤焦' },
    types: signTypes,
  },
  {
    id: 'GG-F03',
    group: 'F',
    label: '净空不足，侵入行车或盲道',
    critical: false,
    stop: 'beneath',
    help: { L: '轻微', M: '行人要躲闪', S: '有被车辆撞上的危险' },
    types: signTypes,
  },
  {
    id: 'GG-F04',
    group: 'F',
    label: '遮挡信号灯、标志、监控、视距',
    critical: false,
    stop: 'across',
    help: { M: '部分遮挡', S: '完全遮挡' },
    types: signTypes,
  },
]

const papers = { group: 'M', critical: false, stop: 'owner', types: signTypes } as const

export const paperItems: readonly SurveyItem[] = [
  {
    id: 'GG-M01',
    label: '设置手续无或过期',
    help: { L: '过期不到 6 个月', M: '没有（应当有的）' },
    ...papers,
  },
  {
    id: 'GG-M02',
    label: '检测报告无、过期、不合格',
    help: { L: '迟了不到 3 个月', M: '没有或迟了（应当有的）', S: '结论不合格而仍在使用' },
    ...papers,
  },
  {
    id: 'GG-M03',
    label: '超设计年限或超设置期限',
    help: { L: '超出不到 1 年', M: '超出 1 年以上', S: '超出 1 年以上，且结构有明显问题' },
    ...papers,
  },
  {
    id: 'GG-M04',
    label: '废弃、无主、店已关',
    help: { M: '是', S: '是，且面板或结构有问题' },
    ...papers,
  },
  { id: 'GG-M05', label: '无责任人、无维护记录、无联系电话', help: { L: '缺' }, ...papers },
]
