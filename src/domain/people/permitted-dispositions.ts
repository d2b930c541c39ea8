import { Disposition } from '../casework/disposition.ts'
import type { Role } from './role.ts'

/** 协管员 persuade, inform, guide and assist; they take no enforcement step and hand over no order. */
const auxiliary: readonly Disposition[] = ['PERSUADE', 'INFORM', 'GUIDE', 'ASSIST']

/** Never on site with one person: 立案查处 and 责令改正 need documents and two officers, and are worked off in the office. */
const notOnSite: readonly Disposition[] = ['CASE', 'ORDER']

const enforcement: readonly Disposition[] = [
  ...auxiliary,
  ...Disposition.options.filter((option) => !auxiliary.includes(option) && !notOnSite.includes(option)),
]

/** What a person of this role may choose when a finding is solved at once, likeliest first; nothing for those who only oversee. */
export function permittedDispositions(role: Role): readonly Disposition[] {
  if (role === 'aux') return auxiliary
  return role === 'officer' || role === 'captain' ? enforcement : []
}

/** What may stand in the record of a case that was handled: there is time for documents and a second officer. */
export function handlingDispositions(role: Role): readonly Disposition[] {
  if (role === 'aux') return auxiliary
  return role === 'officer' || role === 'captain' ? [...enforcement, ...notOnSite] : []
}
