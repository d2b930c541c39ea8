import type { CheckAnswer } from '../duty/shift-state.ts'
import { countersItemId } from './counters-item.ts'
import type { ChecklistTemplate } from './template.ts'

export interface ChecklistProgress {
  readonly answered: number
  readonly failed: number
  readonly total: number
}

/** How far a checklist has come; answers to items that this version does not have do not count, nor does the item of the counts. */
export function checklistProgress(
  template: ChecklistTemplate,
  answers: Readonly<Record<string, Pick<CheckAnswer, 'result'>>>,
): ChecklistProgress {
  const items = template.groups.flatMap((group) => group.items).filter((item) => item.id !== countersItemId)
  return {
    answered: items.filter((item) => answers[item.id]).length,
    failed: items.filter((item) => answers[item.id]?.result === 'fail').length,
    total: items.length,
  }
}
