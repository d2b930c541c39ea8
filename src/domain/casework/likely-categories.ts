import type { CaseCategory } from './category.ts'

/** What one has reported before, newest first, and where one stands now. */
export interface CategoryUse {
  readonly recent: readonly { readonly category: string; readonly postId?: string }[]
  readonly postId: string | null
}

/** First day, no history: what a school gate shows most, in the order of the school-perimeter checklist. */
const usual = [
  'street.mobileVendor',
  'street.shopOverflow',
  'street.motorParking',
  'street.nonMotorParking',
  'ad.leaflet',
  'env.stackedMaterials',
  'env.exposedRubbish',
  'street.fireLane',
]
const shownChoices = 8
/** One report at this very post says as much as three elsewhere. */
const atPostWeight = 3

/** A number per slug: newer and at this post counts more. */
export function categoryWeights({ recent, postId }: CategoryUse): ReadonlyMap<string, number> {
  const weights = new Map<string, number>()
  recent.forEach((use, age) => {
    const weight = (postId && use.postId === postId ? atPostWeight : 1) / (1 + age / 10)
    weights.set(use.category, (weights.get(use.category) ?? 0) + weight)
  })
  return weights
}

/** The eight to offer before anything is typed: the last one first, then the likeliest, then the usual. */
export function likelyCategories(rows: readonly CaseCategory[], use: CategoryUse): readonly CaseCategory[] {
  const weights = categoryWeights(use)
  const byWeight = [...weights.entries()].sort(([, left], [, right]) => right - left).map(([slug]) => slug)
  const last = use.recent[0]?.category
  const slugs = [...new Set([...(last ? [last] : []), ...byWeight, ...usual])]
  return slugs.flatMap((slug) => rows.find((row) => row.slug === slug) ?? []).slice(0, shownChoices)
}
