import type { TimeLimit } from '../../../domain/casework/category.ts'
import { standards } from '../../texts/zh-CN/standards.ts'
import { fill } from '../../texts/text.ts'

/** Apart from the catalogue that every screen carries: only the office reads these. */
export const useStandardsTexts = (): typeof standards => standards

/** 2 紧急工作时 */
export const limitWords = ({ amount, unit }: Pick<TimeLimit, 'amount' | 'unit'>): string =>
  fill(standards.limit, { amount, unit: standards.units[unit] })
