import type { CheckItem } from '../template.ts'

/** 岗后: when the crowd has gone. */
export const hxAfter: CheckItem[] = [
  {
    id: 'HX-18',
    label: '人流散尽、现场恢复、撤除锥筒',
    severity: 'general',
    photo: '1',
    category: 'school.pickup',
    authority: 'CG',
    disposition: 'ONSITE',
  },
  {
    id: 'HX-19',
    label: '遗留问题已登记转办',
    help: '对照本班上报的问题',
    severity: 'general',
    photo: '0',
    category: null,
  },
  {
    id: 'HX-20',
    label: '计数已核对',
    help: '劝离摊贩、规范店铺、纠正停车、制止传单、服务群众',
    severity: null,
    photo: '0',
    category: null,
  },
]
