import { signTypes } from './sign-type.ts'
import type { SurveyItem } from './survey-item.ts'

const group = 'E' as const
const stop = 'wiring' as const

export const electricItems: readonly SurveyItem[] = [
  {
    id: 'GG-E01',
    group,
    label: '导线裸露、漏电迹象、烧痕',
    critical: true,
    stop,
    help: { M: '裸露接头，够不着', S: '够得着，打火，烧痕' },
    types: signTypes,
  },
  {
    id: 'GG-E02',
    group,
    label: '线路未穿管、私拉乱接、临时线',
    critical: false,
    stop,
    help: { L: '一处', M: '几处', S: '跨人行道或泡水' },
    types: signTypes,
  },
  {
    id: 'GG-E03',
    group,
    label: '无漏电保护、无接地',
    critical: false,
    stop,
    help: { M: '没有', S: '没有，且金属框架摸得到' },
    types: signTypes,
  },
  {
    id: 'GG-E04',
    group,
    label: '变压器、电源、驱动器未固定',
    critical: false,
    stop,
    help: { L: '绑带松', M: '未固定', S: '悬挂' },
    types: signTypes,
  },
  {
    id: 'GG-E05',
    group,
    label: '配电箱无锁、进水、破损',
    critical: false,
    stop,
    help: { L: '无锁', M: '敞开、生锈', S: '箱内进水' },
    types: signTypes,
  },
  {
    id: 'GG-E06',
    group,
    label: '灯具松动、显示不全、过亮扰民',
    critical: false,
    stop,
    help: { L: '局部不亮', M: '灯具松动', S: '悬挂' },
    types: signTypes,
  },
  {
    id: 'GG-E07',
    group,
    label: '防雷接地缺失、断开',
    critical: false,
    stop,
    help: { M: '未见', S: '断开' },
    // 楼顶、独立、高处.
    types: ['ROOF', 'FACADE', 'LED', 'POLE', 'GROUND', 'BRIDGE', 'OTHER'],
  },
]
