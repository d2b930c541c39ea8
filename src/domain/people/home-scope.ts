import { bureauScope, type ScopeId } from '../ids.ts'

/** The squad that a person's own records live in; the bureau for those who serve all squads. */
export function homeScope(members: readonly { readonly scope: ScopeId }[]): ScopeId {
  const squads = members.map((member) => member.scope).filter((scope) => scope !== bureauScope)
  return squads.length === 1 ? (squads[0] ?? bureauScope) : bureauScope
}
