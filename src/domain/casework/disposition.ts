import * as v from 'valibot'

/** What was done about it, from service to enforcement. */
export const Disposition = v.picklist([
  'ASSIST',
  'GUIDE',
  'INFORM',
  'COORD',
  'PERSUADE',
  'REMIND',
  'ADVISE',
  'ONSITE',
  'ORDER',
  'CASE',
  'TRANSFER',
  'DISPATCH',
  'EMERG',
])
export type Disposition = v.InferOutput<typeof Disposition>

export const dispositionLabels: Readonly<Record<Disposition, string>> = {
  ASSIST: '帮扶服务',
  GUIDE: '引导进疏导点',
  INFORM: '宣传告知',
  COORD: '协调解决',
  PERSUADE: '劝导',
  REMIND: '书面提醒',
  ADVISE: '行政指导',
  ONSITE: '当场整改',
  ORDER: '责令改正',
  CASE: '立案查处',
  TRANSFER: '移送',
  DISPATCH: '派遣',
  EMERG: '应急处置',
}
