import { bureauScope, type ScopeId } from '../ids.ts'
import type { Role } from './role.ts'

/** 反映人, as somebody may see them: by name, or too little of it to know who it is. */
export type ComplainantSight = 'clear' | 'masked'

/** A complaint, as far as it decides who sees the complainant. */
export interface SeenComplaint {
  readonly scope: ScopeId
  /** The case that it is about is handled by the one who looks. */
  readonly isOwnCase: boolean
}

/** The command centre sees everybody, a captain those of the own squad, an officer those of her own cases; all others masked names. */
export function complainantSight(
  memberships: readonly { readonly scope: ScopeId; readonly role: Role }[],
  { scope, isOwnCase }: SeenComplaint,
): ComplainantSight {
  const isClear = memberships.some(({ role, scope: home }) => {
    if (role === 'command') return home === scope
    if (role === 'captain') return home === scope && scope !== bureauScope
    return role === 'officer' && isOwnCase
  })
  return isClear ? 'clear' : 'masked'
}
