import type { ScopeId } from '../../domain/ids.ts'
import { may, type Act } from '../../domain/people/permissions.ts'
import type { Caller } from './sessions.ts'

/** The scopes in which the caller may do this; nothing outside of them is read for them. */
export const scopesFor = (caller: Caller, act: Act): readonly ScopeId[] =>
  caller.memberships.filter(({ role }) => may(role, act)).map(({ scope }) => scope)
