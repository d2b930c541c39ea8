import type { CheckAnswer } from '../../../domain/duty/shift-state.ts'
import type { CheckResult } from '../../../domain/inspection/inspection-entries.ts'

/** Answers tapped but not yet saved, with the version of the template they were given to. */
export interface ChecklistDraft {
  version: number
  zone: string
  answers: Record<string, { result: CheckResult; note: string }>
}

export interface ShownAnswer {
  readonly result: CheckResult
  readonly note: string
  readonly saved: boolean
}

export const emptyChecklist = (): ChecklistDraft => ({ version: 0, zone: '', answers: {} })

export const checklistDraftId = (shiftId: string, templateId: string): string => `checklist.${shiftId}.${templateId}`

export const unsavedCount = (draft: ChecklistDraft): number => Object.keys(draft.answers).length

/** What stands on the screen: saved answers, with the unsaved ones over them. */
export function mergeAnswers(
  saved: Readonly<Record<string, CheckAnswer>>,
  unsaved: ChecklistDraft['answers'],
): Readonly<Record<string, ShownAnswer>> {
  const shown: Record<string, ShownAnswer> = {}
  for (const [itemId, answer] of Object.entries(saved)) {
    shown[itemId] = { result: answer.result, note: answer.note ?? '', saved: true }
  }
  for (const [itemId, answer] of Object.entries(unsaved)) shown[itemId] = { ...answer, saved: false }
  return shown
}
