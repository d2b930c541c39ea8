import type { Random } from '../../lib/random.ts'
import { brokenPasswordRule } from './password-rule.ts'

/** Without signs that are taken for one another on paper: 0 O, 1 l I, 2 Z, 5 S, 8 B. */
const signs = '34679acdefhjkmnpqrtuvwxy'
const length = 10
/** Above it the first signs would come more often than the last. */
const fairBytes = 256 - (256 % signs.length)

function drawSign(random: Random): string {
  for (;;) {
    const [byte = 0] = random.bytes(1)
    if (byte < fairBytes) return signs.charAt(byte % signs.length)
  }
}

/** 初始密码 to be handed over on paper, of some 45 bits, never one that the rule of passwords refuses. */
export function firstPassword(number: string, random: Random): string {
  for (;;) {
    const password = Array.from({ length }, () => drawSign(random)).join('')
    if (brokenPasswordRule(password, number) === null) return password
  }
}
