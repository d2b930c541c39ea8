import type { CaseCategory, CategoryTable } from './category.ts'
import { isSameClass, type StandardClass } from './import-standards.ts'
import { isSameStandard } from './is-same-standard.ts'

export type StandardChange = 'new' | 'changed' | 'same'

/** Pictures that a new class asks for, until the bureau says otherwise: far and near of a thing, before and after of an act. */
const photoOf = { component: '2', event: 'BA' } as const
const roomOf = { component: 'comp', event: 'event' } as const

/** A name that no row has; stable, because a class that is imported again keeps the one it has. */
function freeSlug(type: StandardClass['type'], initials: string, taken: ReadonlySet<string>): string {
  const letters = initials.replace(/[^a-z]/g, '') || 'x'
  let slug = `${roomOf[type]}.${letters}`
  while (taken.has(slug)) slug += 'X'
  return slug
}

const limitsOf = ({ limits }: StandardClass): CaseCategory['limits'] => limits.map((limit) => ({ ...limit }))

function rowOf(found: StandardClass, before: CaseCategory | undefined, slug: string, initials: string): CaseCategory {
  const { type, label, gbCode, majorLabel, responsible } = found
  return {
    ...(before ?? { slug, label, initials, photo: photoOf[type] }),
    type,
    gbCode: gbCode || (before?.gbCode ?? ''),
    ...(majorLabel === '' ? {} : { majorLabel }),
    ...(responsible === '' ? {} : { responsible }),
    limits: limitsOf(found),
  }
}

export interface MergedStandards {
  readonly rows: CategoryTable['rows']
  readonly changes: ReadonlyMap<StandardClass, StandardChange>
}

/**
 * The table with the limits of these classes as the file has them; a class that it does not name stays as it was.
 *
 * Checklists and records name rows by their slug: a row keeps it for ever, and none is taken away.
 */
export function mergeStandards(
  table: CategoryTable,
  classes: readonly StandardClass[],
  initialsOf: (label: string) => string,
): MergedStandards {
  const rows = [...table.rows]
  const taken = new Set(rows.map(({ slug }) => slug))
  const changes = new Map<StandardClass, StandardChange>()
  for (const found of classes) {
    const at = rows.findIndex((row) => isSameClass(row, found))
    const before = rows[at]
    const initials = before?.initials ?? (initialsOf(found.label) || 'x')
    const slug = before?.slug ?? freeSlug(found.type, initials, taken)
    const row = rowOf(found, before, slug, initials)
    taken.add(slug)
    changes.set(found, before ? (isSameStandard(before, row) ? 'same' : 'changed') : 'new')
    if (before) rows[at] = row
    else rows.push(row)
  }
  return { rows, changes }
}
