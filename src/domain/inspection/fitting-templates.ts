import type { ShiftSnapshot } from '../duty/shift.ts'
import type { ShiftState } from '../duty/shift-state.ts'
import type { ChecklistTemplate } from './template.ts'

/** 护学检查 is about a school's gate; a patrol without a school has none. */
const needsSchool = (templateId: string): boolean => templateId === 'HX'

/** The version that this shift's answers are in, else the newest. */
function versionFor(
  versions: readonly ChecklistTemplate[],
  answers: ShiftState['answers'],
): ChecklistTemplate | undefined {
  const newestFirst = [...versions].sort((left, right) => right.version - left.version)
  return newestFirst.find(({ id, version }) => answers[`${id}@${version}`]) ?? newestFirst[0]
}

/** The checklists that fit a shift, in the order of their ids, each in one version. */
export function fittingTemplates(
  templates: readonly ChecklistTemplate[],
  shift: Pick<ShiftSnapshot, 'schoolId'>,
  answers: ShiftState['answers'],
): readonly ChecklistTemplate[] {
  const ids = [...new Set(templates.map((template) => template.id))].sort()
  return ids
    .filter((id) => shift.schoolId !== undefined || !needsSchool(id))
    .flatMap(
      (id) =>
        versionFor(
          templates.filter((template) => template.id === id),
          answers,
        ) ?? [],
    )
}
