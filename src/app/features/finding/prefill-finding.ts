import type { AssignmentShelf } from '../../../device/assignments/assignment-shelf.ts'
import type { ShiftSnapshot } from '../../../domain/duty/shift.ts'
import { findingFromItem } from '../../../domain/inspection/finding-from-item.ts'
import { emptyFinding, type FindingDraft } from './finding-draft.ts'

/** Where a finding is started from: a shift, and perhaps a failed item of one of its checklists. */
export interface FindingStart {
  readonly shiftId: string
  readonly snapshot: ShiftSnapshot | undefined
  readonly templateId: string
  readonly itemId: string
  readonly zone: string
}

/** What is known before the person touches anything: the shift's school and post, and what the failed item says. */
export async function prefillFinding(assignments: AssignmentShelf, start: FindingStart): Promise<FindingDraft> {
  const fromShift: FindingDraft = {
    ...emptyFinding(),
    shiftId: start.shiftId,
    schoolId: start.snapshot?.schoolId ?? '',
    postId: start.snapshot?.postId ?? '',
    zone: start.zone,
  }
  const versions = (await assignments.all('templates')).filter((candidate) => candidate.id === start.templateId)
  const template = [...versions].sort((left, right) => right.version - left.version)[0]
  const item = template?.groups.flatMap((group) => group.items).find((candidate) => candidate.id === start.itemId)
  if (!template || !item) return fromShift
  const prefill = findingFromItem(item, start.zone || null)
  return {
    ...fromShift,
    origin: { templateId: template.id, templateVersion: template.version, itemId: item.id },
    category: prefill.category ?? '',
    severity: prefill.severity,
    authority: prefill.authority ?? '',
    severityChosen: true,
  }
}
