import { setbackOf } from '../../../domain/casework/case-task.ts'
import type { Lifecycle } from '../../../domain/casework/lifecycle.ts'
import { tasks } from '../../texts/zh-CN/tasks.ts'
import { fill } from '../../texts/text.ts'

/** Why it came back; '' where it never did. */
export function setbackWords(life: Lifecycle): string {
  const setback = setbackOf(life)
  return setback ? fill(tasks.setbacks[setback.sort], { reason: setback.reason }) : ''
}
