import type { JournalEntry, StampedEntry } from '../journal/entry.ts'
import { may } from '../people/permissions.ts'
import { permittedDispositions } from '../people/permitted-dispositions.ts'
import { actOfCaseKind } from '../people/case-acts.ts'
import { deferringOffices } from './act-rules.ts'
import { answerIn } from './outside-work.ts'
import type { Lifecycle, LifecycleFacts } from './lifecycle.ts'
import type { CaseActKind } from './transitions.ts'

type Act<K extends CaseActKind = CaseActKind> = StampedEntry<K>
type Rules = { readonly [K in CaseActKind]?: (life: Lifecycle, act: Act<K>, facts: LifecycleFacts) => string | null }

const hasPhoto = (entry: JournalEntry, role?: 'after'): boolean =>
  entry.parts.some((part) => part.kind === 'photo' && (role === undefined || part.role === role))

const ofUnit = (life: Lifecycle, { data }: { readonly data: { readonly unit: string } }): string | null =>
  data.unit === life.handler?.unit ? null : 'case/other-unit'

/** What an act asks of its own record. */
const rules: Rules = {
  'case.closedOnSite': (_life, { entry, stamp }) => {
    if (stamp && !permittedDispositions(stamp.authorRole).includes(entry.data.disposition))
      return 'entry/disposition-not-permitted'
    return hasPhoto(entry, 'after') ? null : 'case/after-photo-missing'
  },
  'case.verifyAsked': (_life, { entry }, { isOfSign, scope }) =>
    isOfSign && entry.data.to !== scope ? 'case/sign-stays-home' : null,
  'case.verified': ({ verifying }, { entry }) => {
    if (entry.data.unit !== verifying?.unit) return 'case/other-unit'
    return hasPhoto(entry) ? null : 'case/verify-photo-missing'
  },
  'case.merged': (_life, { entry }, { caseId }) => (entry.data.into === caseId ? 'case/merged-into-itself' : null),
  // What the case of a sign rests on are the sign's records, which a grant of the case does not show.
  'case.dispatched': (_life, { entry }, { isOfSign, scope }) =>
    isOfSign && entry.data.to !== scope ? 'case/sign-stays-home' : null,
  'case.unitAnswered': ({ outside }, { entry }) => {
    if (outside?.sentBy !== entry.data.sent) return 'case/answer-overtaken'
    return entry.data.result === 'done' && !hasPhoto(entry, 'after') ? 'case/after-photo-missing' : null
  },
  'case.unitExtensionAsked': ({ outside }, { entry }) =>
    outside?.sentBy === entry.data.sent ? null : 'case/answer-overtaken',
  'case.answerReviewed': ({ outside }, { entry }) =>
    answerIn(outside, entry.data.answer)?.review === null ? null : 'case/answer-overtaken',
  'case.accepted': (life, { entry }) => ofUnit(life, entry),
  'case.returned': (life, { entry }) => ofUnit(life, entry),
  'case.handled': (life, { entry }, { hasPenalty }) => {
    const other = ofUnit(life, entry)
    if (other) return other
    if (!hasPhoto(entry, 'after')) return 'case/after-photo-missing'
    return entry.data.disposition === 'CASE' && !hasPenalty ? 'case/second-officer-missing' : null
  },
  'case.extensionAsked': (life, { entry }) => ofUnit(life, entry),
  'case.extensionDecided': (life, { entry: { data } }) => {
    if (data.request !== life.request?.entryId) return 'case/request-overtaken'
    return data.approved && Date.parse(data.dueAt) <= (life.clock.dueAtMs ?? 0) ? 'case/limit-not-later' : null
  },
  'case.deferralAsked': (life, { entry }) => ofUnit(life, entry),
  'case.deferralDecided': ({ request }, { entry: { data } }, facts) => {
    if (request?.sort !== 'deferral' || data.request !== request.entryId) return 'case/request-overtaken'
    if (!deferringOffices(facts).includes(data.as)) return 'case/command-needed'
    return request.approvedBy.includes(data.as) ? 'case/already-decided' : null
  },
  'case.checked': (_life, { entry }, { isCritical }) => {
    if (isCritical && !entry.data.onSite) return 'case/desk-check'
    return entry.data.onSite && !hasPhoto(entry) ? 'case/check-photo-missing' : null
  },
}

/** Why this record has no effect on the case as it stands, whoever made it; null when it may have one. */
export function recordObjection(life: Lifecycle, act: Act, facts: LifecycleFacts): string | null {
  const { entry, stamp } = act
  if (stamp && !may(stamp.authorRole, actOfCaseKind[entry.kind])) return 'entry/role-not-permitted'
  // Each rule reads records of its own kind; TypeScript does not carry the pair through the look-up.
  const rule = rules[entry.kind] as ((life: Lifecycle, act: Act, facts: LifecycleFacts) => string | null) | undefined
  return rule?.(life, act, facts) ?? null
}
