import * as v from 'valibot'

/** 紧急, 较重, 一般, 提示; worst first. */
export const severities = ['critical', 'major', 'general', 'hint'] as const
export const Severity = v.picklist(severities)
export type Severity = v.InferOutput<typeof Severity>

export const severityLabels: Readonly<Record<Severity, string>> = {
  critical: '紧急',
  major: '较重',
  general: '一般',
  hint: '提示',
}
