import type { CaseCategory } from './category.ts'

const lineOf = ({ condition, amount, unit, closing }: CaseCategory['limits'][number]): readonly unknown[] => [
  condition ?? '',
  amount,
  unit,
  closing ?? '',
]

/** Whether two states of a class ask for the same: pictures and letters to search by are no part of a standard. */
export const isSameStandard = (one: CaseCategory, other: CaseCategory): boolean =>
  one.type === other.type &&
  one.gbCode === other.gbCode &&
  one.majorLabel === other.majorLabel &&
  one.responsible === other.responsible &&
  JSON.stringify(one.limits.map(lineOf)) === JSON.stringify(other.limits.map(lineOf))
