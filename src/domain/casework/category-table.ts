import type { CategoryTable } from './category.ts'
import { advertisingCategories } from './category-table-advertising.ts'
import { componentCategories } from './category-table-component.ts'
import { emergencyCategories } from './category-table-emergency.ts'
import { environmentCategories } from './category-table-environment.ts'
import { schoolCategories } from './category-table-school.ts'
import { siteCategories } from './category-table-site.ts'
import { streetCategories } from './category-table-street.ts'

/**
 * The categories a bureau starts with, until it imports its own 立案结案标准.
 *
 * Slugs are ours and stable. `gbCode` and limits follow GB/T 30428.2 as two cities publish it; the order of the event
 * classes 04–06 differs between cities, so nothing may depend on a code. `扩展` is a class of local additions.
 */
export const starterCategories: CategoryTable = {
  version: 1,
  rows: [
    ...streetCategories,
    ...environmentCategories,
    ...advertisingCategories,
    ...siteCategories,
    ...emergencyCategories,
    ...componentCategories,
    ...schoolCategories,
  ],
}
