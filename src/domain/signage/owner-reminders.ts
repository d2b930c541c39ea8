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
  /** Where the shop is whose name is not its alone; '' of owners that a name tells apart. */
  readonly place: string
  /** The worst first. */
  readonly signs: readonly SignState[]
  /** By whose warning: what an owner has in two squads is two reminders. */
  readonly scope: ScopeId
}

const rankOf = ({ grade }: SignState): number => (grade === null ? -1 : gradeRank(grade))
const worstFirst = (left: SignState, right: SignState): number =>
  rankOf(right) - rankOf(left) || (left.attributes.address < right.attributes.address ? -1 : 1)

/** One owner's name as three surveyors write it. */
const bareName = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s/g, '')

/** Companies are told apart by their names; of one name there are many shops, and who calls one has not told the next. */
const placeOf = ({ attributes: { ownerName, ownerKind, address } }: SignState): string =>
  (ownerKind === undefined || ownerKind === 'shop') && ownerName.trim() !== '' ? address.trim() : ''

const ownerKey = (sign: SignState): string => {
  const { ownerName, ownerKind } = sign.attributes
  if (ownerKind === 'ownerless') return sign.scope
  return JSON.stringify([sign.scope, ownerKind ?? '', bareName(ownerName), bareName(placeOf(sign))])
}

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
        {
          ownerName: ownerKind === 'ownerless' ? '' : ownerName.trim(),
          ownerKind,
          place: placeOf(first),
          signs: theirs,
          scope: first.scope,
        },
      ]
    })
    .sort((left, right) => Number(hasNobody(left)) - Number(hasNobody(right)))
}
