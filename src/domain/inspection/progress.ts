import type { CheckAnswer } from '../duty/shift-state.ts'
import type { ChecklistTemplate } from './template.ts'

export interface ChecklistProgress {
  readonly answered: number
  readonly failed: number
  readonly total: number
}

/** How far a checklist has come; answers to items that this version does not have do not count. */
export function checklistProgress(
  template: ChecklistTemplate,
  answers: Readonly<Record<string, Pick<CheckAnswer, 'result'>>>,
): ChecklistProgress {
  const items = template.groups.flatMap((group) => group.items)
  return {
    answered: items.filter((item) => answers[item.id]).length,
    failed: items.filter((item) => answers[item.id]?.result === 'fail').length,
    total: items.length,
  }
}
