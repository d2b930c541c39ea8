import type { CaseCategory, CategoryTable } from './category.ts'
import { isSameStandard } from './is-same-standard.ts'

/** What became of a class from one version of the standards to the next. */
export type StandardDifference =
  | { readonly change: 'new'; readonly after: CaseCategory }
  | { readonly change: 'changed'; readonly before: CaseCategory; readonly after: CaseCategory }
  | { readonly change: 'gone'; readonly before: CaseCategory }

type Rows = Pick<CategoryTable, 'rows'>

/** Where a version differs from the one before it, in its own order, and then what it has no more. */
export function compareStandards(before: Rows, after: Rows): readonly StandardDifference[] {
  const known = new Map(before.rows.map((row) => [row.slug, row]))
  const now = new Set(after.rows.map(({ slug }) => slug))
  const differences = after.rows.flatMap((row): readonly StandardDifference[] => {
    const old = known.get(row.slug)
    if (!old) return [{ change: 'new', after: row }]
    const isSame = old.label === row.label && isSameStandard(old, row)
    return isSame ? [] : [{ change: 'changed', before: old, after: row }]
  })
  const gone = before.rows.filter(({ slug }) => !now.has(slug))
  return [...differences, ...gone.map((row): StandardDifference => ({ change: 'gone', before: row }))]
}
