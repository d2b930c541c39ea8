import type { StampedEntry } from '../journal/entry.ts'
import { deferringOffices } from './act-rules.ts'
import type { Lifecycle, LifecycleFacts } from './lifecycle.ts'
import { answerIn } from './outside-work.ts'
import type { CaseActKind } from './transitions.ts'

/** Which of its outcomes an act has on the case as it stands. */
export function outcomeOf(life: Lifecycle, { entry }: StampedEntry<CaseActKind>, facts: LifecycleFacts): string {
  if (entry.kind === 'case.checked') return entry.data.passed ? 'passed' : 'failed'
  if (entry.kind === 'case.verified') return entry.data.exists ? 'exists' : 'absent'
  if (entry.kind === 'case.extensionDecided') return entry.data.approved ? 'granted' : 'refused'
  if (entry.kind === 'case.transferAnswered') return entry.data.takenOver ? 'takenOver' : 'sentBack'
  if (entry.kind === 'case.answerReviewed') {
    if (!entry.data.accepted) return 'returned'
    return answerIn(life.outside, entry.data.answer)?.result === 'notOurs' ? 'declined' : 'confirmed'
  }
  if (entry.kind !== 'case.deferralDecided') return 'done'
  if (!entry.data.approved) return 'refused'
  const approved = life.request?.sort === 'deferral' ? life.request.approvedBy : []
  const open = deferringOffices(facts).filter((office) => office !== entry.data.as && !approved.includes(office))
  return open.length === 0 ? 'granted' : 'seconded'
}
