import type { ChecklistTemplate } from '../template.ts'
import { hxAfter } from './hx-after.ts'
import { hxBefore } from './hx-before.ts'
import { hxDuring } from './hx-during.ts'

/** 护学岗检查: what one shift at a school gate checks, 20 items in the order of the work. HX-20 is the counters. */
export const hxTemplate: ChecklistTemplate = {
  id: 'HX',
  version: 1,
  name: '护学岗检查',
  groups: [
    { id: 'before', label: '岗前', items: hxBefore },
    { id: 'during', label: '岗中', items: hxDuring },
    { id: 'after', label: '岗后', items: hxAfter },
  ],
}
