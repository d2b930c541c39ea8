import * as v from 'valibot'

/**
 * 快速计数: what an officer counts at the gate, in the order of the six buttons.
 *
 * 劝离摊贩, 规范店铺, 纠正停车, 制止传单, 服务群众 are the shift checklist's HX-20; 清除小广告 is the sixth count of the daily report.
 */
export const counterIds = ['vendor', 'shop', 'parking', 'leaflet', 'poster', 'service'] as const
export const CounterId = v.picklist(counterIds)
export type CounterId = v.InferOutput<typeof CounterId>

export const counterLabels: Readonly<Record<CounterId, string>> = {
  vendor: '劝离摊贩',
  shop: '规范店铺',
  parking: '纠正停车',
  leaflet: '制止传单',
  poster: '清除小广告',
  service: '服务群众',
}
