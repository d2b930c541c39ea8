import * as v from 'valibot'

/** 无, 蓝, 黄, 橙, 红: the office says which one is in force. */
export const windAlerts = ['none', 'blue', 'yellow', 'orange', 'red'] as const
export const WindAlert = v.picklist(windAlerts)
export type WindAlert = v.InferOutput<typeof WindAlert>

export const windAlertLabels: Readonly<Record<WindAlert, string>> = {
  none: '无',
  blue: '蓝色',
  yellow: '黄色',
  orange: '橙色',
  red: '红色',
}

export const isAtLeast = (alert: WindAlert, other: WindAlert): boolean =>
  windAlerts.indexOf(alert) >= windAlerts.indexOf(other)
