import type { ScopeId } from '../ids.ts'
import { gradeRank } from './grade.ts'
import type { ownerKinds } from './sign-options.ts'
import type { SignState } from './sign-state.ts'
import type { WindAlert } from './wind-alert.ts'
import { isUrgentInWind } from './wind-route.ts'

/** Whoever put up signs that a wind may bring down, with all of these. */
export interface OwnerReminder {
  /** '' where the register names nobody. */
  readonly ownerName: string
  readonly ownerKind: keyof typeof ownerKinds | null
  /** The worst first. */
  readonly signs: readonly SignState[]
  /** By whose warning: what an owner has in two squads is two reminders. */
  readonly scope: ScopeId
}

const rankOf = ({ grade }: SignState): number => (grade === null ? -1 : gradeRank(grade))
const worstFirst = (left: SignState, right: SignState): number =>
  rankOf(right) - rankOf(left) || (left.attributes.address < right.attributes.address ? -1 : 1)

const ownerKey = ({ scope, attributes: { ownerName, ownerKind } }: SignState): string =>
  ownerKind === 'ownerless' ? scope : `${scope} ${ownerKind ?? ''} ${ownerName.trim()}`

/** Nobody can be reminded of these; they stand last, so that they are not taken for reminded. */
export const hasNobody = ({ ownerName, ownerKind }: Pick<OwnerReminder, 'ownerName' | 'ownerKind'>): boolean =>
  ownerKind === 'ownerless' || ownerName === ''

/**
 * 提醒责任人: from 蓝 on, the owners of open 较大 and 重大 and of whatever stands on roofs and poles, each once.
 *
 * Whatever level a warning begins with, the same owners: what they are asked to do is the level's. Each sign by the warning of its own squad.
 */
export function ownerReminders(
  signs: readonly SignState[],
  alertOf: (sign: SignState) => WindAlert,
): readonly OwnerReminder[] {
  const urgent = signs.filter((sign) => sign.mergedInto === null && alertOf(sign) !== 'none' && isUrgentInWind(sign))
  const byOwner = new Map<string, SignState[]>()
  for (const sign of urgent.sort(worstFirst))
    byOwner.set(ownerKey(sign), [...(byOwner.get(ownerKey(sign)) ?? []), sign])
  return [...byOwner.values()]
    .flatMap((theirs) => {
      const [first] = theirs
      if (!first) return []
      const { ownerName, ownerKind = null } = first.attributes
      return [
        { ownerName: ownerKind === 'ownerless' ? '' : ownerName.trim(), ownerKind, signs: theirs, scope: first.scope },
      ]
    })
    .sort((left, right) => Number(hasNobody(left)) - Number(hasNobody(right)))
}
