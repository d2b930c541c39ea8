import type { Disposition } from '../../../domain/casework/disposition.ts'
import type { Severity } from '../../../domain/casework/severity.ts'
import type { Motif } from '../drawing/scene.ts'

/** What the sample's people find, the commonest first. */
export interface FindingKind {
  readonly category: string
  readonly severity: Severity
  readonly authority: string
  readonly motif: Motif
  /** How it is solved on the spot; null where others must act. */
  readonly onSite: Disposition | null
  readonly note: string
}

const kind = (
  category: string,
  severity: Severity,
  authority: string,
  motif: Motif,
  onSite: Disposition | null,
  note: string,
): FindingKind => ({ category, severity, authority, motif, onSite, note })

const findingKinds: readonly FindingKind[] = [
  kind('street.mobileVendor', 'major', 'CG', 'vendor', 'GUIDE', '三轮车在校门旁卖水果'),
  kind('street.nonMotorParking', 'general', 'CG', 'bicycles', 'PERSUADE', '接送车辆压盲道'),
  kind('street.shopOverflow', 'general', 'CG', 'shopGoods', 'PERSUADE', '店主把货箱和桌凳摆到门外'),
  kind('street.motorParking', 'general', 'CG/JJ', 'cars', 'PERSUADE', '两辆小车停在人行道上'),
  kind('street.roadOccupation', 'major', 'CG', 'vendor', 'GUIDE', '早点摊占住人行道，行人绕到车道上'),
  kind('ad.leaflet', 'general', 'CG', 'leaflets', 'PERSUADE', '有人散发培训传单，地面散落'),
  kind('ad.illegalPoster', 'general', 'CG/HW', 'posters', null, '围墙上新贴小广告十余张'),
  kind('env.exposedRubbish', 'general', 'HW', 'rubbish', null, '垃圾桶满溢，袋装垃圾堆在桶外'),
  kind('env.stackedMaterials', 'general', 'CG', 'shopGoods', 'PERSUADE', '门前堆放纸箱'),
  kind('comp.signboard', 'critical', 'CG', 'sign', null, '门头招牌右侧脱落倾斜，下方已围挡'),
  kind('street.fireLane', 'critical', 'CG/XF/JJ', 'cars', 'PERSUADE', '消防通道口停有车辆'),
  kind('comp.manhole', 'critical', 'SZ/权属', 'manhole', null, '井盖移位，已放锥筒'),
  kind('comp.guardrail', 'general', 'SZ/JJ', 'guardrail', null, '护栏被撞弯一段'),
  kind('comp.streetLamp', 'general', 'SZ', 'lamp', null, '路灯杆倾斜'),
  kind('env.openBarbecue', 'critical', 'CG/XF/SJ', 'barbecue', 'PERSUADE', '门口支炭火烤架，旁有燃气瓶'),
  kind('emg.overheadWire', 'critical', '权属/电力', 'wire', null, '线缆垂到人行道，已围挡'),
  kind('comp.streetTree', 'major', 'YL', 'tree', null, '行道树断枝挂在树上'),
  kind('site.dust', 'general', 'CG/ZJ/HB', 'site', null, '围挡缺一块，扬尘'),
  kind('ad.banner', 'general', 'CG', 'banner', 'PERSUADE', '商家在路边拉条幅'),
]

/** Half of all findings are of the six commonest kinds. */
export const findingKindAt = (random: number): FindingKind =>
  findingKinds[Math.floor(random * random * findingKinds.length)] as FindingKind
