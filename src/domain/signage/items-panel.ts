import { signTypes } from './sign-type.ts'
import { allBut, type SurveyItem } from './survey-item.ts'

const group = 'P' as const
const stop = 'beneath' as const

export const panelItems: readonly SurveyItem[] = [
  {
    id: 'GG-P01',
    group,
    label: '面板松动、翘边、欲坠',
    critical: true,
    stop,
    help: { L: '翘边不到 5 厘米', M: '翘起、晃响', S: '悬挂欲坠' },
    types: signTypes,
  },
  {
    id: 'GG-P02',
    group,
    label: '面板破损、缺块',
    critical: false,
    stop,
    help: { L: '不到 10%', M: '10%–30%', S: '超过 30%，或通道上方有尖锐边缘' },
    types: signTypes,
  },
  {
    id: 'GG-P03',
    group,
    label: '违规或吸水材料（细木工板等）',
    critical: false,
    stop,
    help: { M: '使用了', S: '已膨胀、泡水' },
    types: signTypes,
  },
  {
    id: 'GG-P04',
    group,
    label: '发光字、字块松动缺失',
    critical: false,
    stop,
    help: { L: '发暗', M: '1 个松动或缺失', S: '悬挂' },
    types: allBut('LED', 'TEMP'),
  },
  {
    id: 'GG-P05',
    group,
    label: '喷绘布撕裂、飘挂、扣件脱落',
    critical: false,
    stop,
    help: { L: '小裂口', M: '超过 1 米', S: '飘飞、缠绕电线' },
    types: allBut('LETTER', 'LED', 'NEON'),
  },
  {
    id: 'GG-P06',
    group,
    label: '玻璃、亚克力开裂',
    critical: false,
    stop,
    help: { L: '划痕', M: '裂纹', S: '通道上方破碎' },
    types: allBut('TEMP'),
  },
  {
    id: 'GG-P07',
    group,
    label: '积水、积灰、鸟巢、附着杂物',
    critical: false,
    stop,
    help: { L: '有', M: '压得下坠' },
    types: signTypes,
  },
]
