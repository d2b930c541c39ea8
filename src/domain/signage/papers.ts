import { addMonths } from '../duty/local-day.ts'
import type { SignRegistered } from './sign-entries.ts'

type Papers = Pick<SignRegistered, 'permit' | 'test'>

/** How long a test report counts; the bureau's rule may differ. */
const testMonths = 12

/** The last day on which the report counts; null where nobody wrote down its day. */
export const testValidUntil = (test: Papers['test']): string | null =>
  test?.testedOn ? addMonths(test.testedOn, testMonths) : null

export type Paper = 'permit' | 'test'

/** 手续 and 检测报告 that have run out by that date. */
export function expiredPapers({ permit, test }: Papers, date: string): readonly Paper[] {
  const until = testValidUntil(test)
  return [
    ...(permit?.expiresOn && permit.expiresOn < date ? (['permit'] as const) : []),
    ...(until && until < date ? (['test'] as const) : []),
  ]
}
