import type { CaseCategory } from './category.ts'
import { categoryWeights, type CategoryUse } from './likely-categories.ts'

/** 3 starts with, 2 contains, 1 contains in initials; 0 no hit. */
function hitOf(row: CaseCategory, wanted: string): number {
  if (row.label.startsWith(wanted) || row.initials.startsWith(wanted)) return 3
  if (row.label.includes(wanted)) return 2
  return row.initials.includes(wanted) ? 1 : 0
}

/** Rows that hold the text, in Chinese or as pinyin initials; the better hit first, then what is used more, then the table's order. */
export function searchCategories(
  rows: readonly CaseCategory[],
  text: string,
  use: CategoryUse,
): readonly CaseCategory[] {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return rows
  const weights = categoryWeights(use)
  return rows
    .map((row, index) => ({ row, index, hit: hitOf(row, wanted), weight: weights.get(row.slug) ?? 0 }))
    .filter(({ hit }) => hit > 0)
    .sort((left, right) => right.hit - left.hit || right.weight - left.weight || left.index - right.index)
    .map(({ row }) => row)
}
