import type { ChecklistTemplate } from '../template.ts'
import { xyAdvertising } from './xy-advertising.ts'
import { xyBuilding, xyClues, xySites } from './xy-clues.ts'
import { xyStreetOrder, xyTraffic } from './xy-street.ts'
import { xyCleanliness, xyFacilities } from './xy-upkeep.ts'

/**
 * 校园周边巡查: 32 items around a school, severity as at the gate.
 *
 * The zones are a bureau's own rule (radius, how measured); 200 m is no single national rule for urban management.
 */
export const xyTemplate: ChecklistTemplate = {
  id: 'XY',
  version: 1,
  name: '校园周边巡查',
  zones: [
    { id: 'Z0', label: '校门口 0–50 米', fromM: 0, toM: 50 },
    { id: 'Z1', label: '周边 50–200 米', fromM: 50, toM: 200 },
  ],
  groups: [
    { id: 'A', label: '占道秩序', items: xyStreetOrder },
    { id: 'B', label: '广告文化', items: xyAdvertising },
    { id: 'C', label: '交通停车', items: xyTraffic },
    { id: 'D', label: '环境卫生', items: xyCleanliness },
    { id: 'E', label: '设施安全', items: xyFacilities },
    { id: 'F', label: '移送类线索', items: xyClues },
    { id: 'G', label: '施工噪声', items: xySites },
    { id: 'H', label: '建设', items: xyBuilding },
  ],
}
