import { brokenPasswordRule } from '../../domain/people/password-rule.ts'
import { Problem } from '../problem.ts'

/** Rejects with `password/weak` and the rule that is broken. */
export function assertStrong(password: string, number: string): void {
  const rule = brokenPasswordRule(password, number)
  if (rule) throw new Problem('password/weak', 'The password is too easy to guess.', { params: { rule } })
}
