import type { SurveyItem } from './survey-item.ts'
import { signTypes, type SignType } from './sign-type.ts'

/** 独立式; a hoarding stands on the ground as well. */
const standing: readonly SignType[] = ['POLE', 'GROUND', 'HOARD', 'OTHER']
/** 附属于建筑. */
const onBuilding: readonly SignType[] = ['ROOF', 'FACADE', 'PROJECT', 'FASCIA', 'LETTER', 'LED', 'NEON', 'OTHER']

const group = 'S' as const

export const structureItems: readonly SurveyItem[] = [
  {
    id: 'GG-S01',
    group,
    label: '整体倾斜、移位、下沉',
    critical: true,
    stop: 'across',
    help: {
      L: '勉强能看出，与旧照片相比没有变化',
      M: '肉眼明显可见（约 1/100 以上）',
      S: '还在发展、悬空，或失去一处支撑',
    },
    types: signTypes,
  },
  {
    id: 'GG-S02',
    group,
    label: '立柱、支架变形，杆件缺失',
    critical: true,
    stop: 'beneath',
    help: { L: '次要杆件轻微弯曲', M: '主要杆件弯曲，或缺一根次要杆件', S: '缺主要杆件，或已压屈' },
    types: signTypes,
  },
  {
    id: 'GG-S03',
    group,
    label: '焊缝开裂、脱焊',
    critical: true,
    stop: 'fixing',
    help: { L: '焊缝表面锈蚀', M: '短裂纹', S: '裂透或脱开' },
    types: signTypes,
  },
  {
    id: 'GG-S04',
    group,
    label: '锚栓、膨胀螺栓松动、拔出、缺失',
    critical: true,
    stop: 'fixing',
    help: { L: '生锈但拧紧', M: '松动或缺 1 个', S: '同一支点缺 2 个以上，或已拔出' },
    types: signTypes,
  },
  {
    id: 'GG-S05',
    group,
    label: '连接螺栓、螺母缺失或锈死',
    critical: false,
    stop: 'fixing',
    help: { L: '生锈', M: '缺螺母', S: '同一节点缺几个' },
    types: signTypes,
  },
  {
    id: 'GG-S06',
    group,
    label: '钢结构锈蚀',
    critical: false,
    stop: 'fixing',
    help: { L: '掉漆、锈点', M: '起皮、层状锈，不到 25%', S: '截面减小、锈穿，或达到 25%' },
    types: signTypes,
  },
  {
    id: 'GG-S07',
    group,
    label: '基础、地脚螺栓',
    critical: true,
    stop: 'fixing',
    help: { L: '细裂纹', M: '裂缝、基础外露、单螺母', S: '沉降、法兰处有缝、缺螺母' },
    types: standing,
  },
  {
    id: 'GG-S08',
    group,
    label: '附着墙体、女儿墙开裂、空鼓、拉裂',
    critical: true,
    stop: 'fixing',
    help: { L: '发丝裂纹', M: '固定处开裂', S: '剥落、砌体被拉出，或只固定在保温层上' },
    types: onBuilding,
  },
  {
    id: 'GG-S09',
    group,
    label: '拉索、斜撑松弛、断股',
    critical: false,
    stop: 'beneath',
    help: { L: '松弛', M: '一根不起作用', S: '断开' },
    types: signTypes,
  },
  {
    id: 'GG-S10',
    group,
    label: '擅自加高加宽、加层、加装屏幕或重物',
    critical: false,
    stop: 'across',
    help: { L: '小的加装', M: '明显加大', S: '旧骨架上加装重物' },
    types: signTypes,
  },
]
