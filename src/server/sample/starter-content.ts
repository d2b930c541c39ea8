import { starterCategories } from '../../domain/casework/category-table.ts'
import { bureauScope } from '../../domain/ids.ts'
import type { ScopeId } from '../../domain/ids.ts'
import type { AssignmentData, Collection } from '../../domain/journal/assignment.ts'
import { hxTemplate } from '../../domain/inspection/templates/hx.ts'
import { xyTemplate } from '../../domain/inspection/templates/xy.ts'

/** A document of the office before it has a revision. */
export type AssignmentDraft = {
  [C in Collection]: {
    readonly collection: C
    readonly id: string
    readonly scope: ScopeId
    readonly data: AssignmentData[C]
  }
}[Collection]

/** What every bureau starts with, sample or not: the checklists and the categories, no people. */
export const starterContent: readonly AssignmentDraft[] = [
  ...[hxTemplate, xyTemplate].map((template) => ({
    collection: 'templates' as const,
    id: `${template.id}@${template.version}`,
    scope: bureauScope,
    data: template,
  })),
  { collection: 'standards', id: 'categories', scope: bureauScope, data: starterCategories },
]
