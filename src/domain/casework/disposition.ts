import * as v from 'valibot'

/** What was done on the spot: 帮扶, 引导, 宣传告知, 协调, 劝导, 书面提醒, 行政指导, 当场整改, 责令改正, 立案, 移送, 派遣, 应急. */
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
