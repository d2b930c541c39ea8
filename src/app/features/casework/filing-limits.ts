import { filingOf, type OfficeTime } from '../../../domain/casework/file-case.ts'
import type { CaseFiled } from '../../../domain/casework/case-filing.ts'
import type { CategoryTable } from '../../../domain/casework/category.ts'

type Table = Pick<CategoryTable, 'version' | 'rows'>

/** 立案 by the standard where it leaves no choice: one condition of the reported kind; null otherwise. */
export function plainFiling(table: Table | undefined, category: string, time: OfficeTime): CaseFiled | null {
  const row = table?.rows.find(({ slug }) => slug === category)
  const [limit, ...others] = row?.limits ?? []
  return table && row && limit && others.length === 0 ? filingOf(row, limit, table.version, time) : null
}
