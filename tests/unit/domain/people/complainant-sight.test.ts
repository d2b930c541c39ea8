import { describe, expect, test } from 'vitest'
import { bureauScope, type ScopeId } from '../../../../src/domain/ids.ts'
import { complainantSight } from '../../../../src/domain/people/complainant-sight.ts'
import { may } from '../../../../src/domain/people/permissions.ts'
import { Role } from '../../../../src/domain/people/role.ts'

const squad = 'squad-1' as ScopeId
const sightOf = (role: Role, home: ScopeId, isOwnCase = false, scope = squad): string =>
  complainantSight([{ role, scope: home }], { scope, isOwnCase })
const roles = Role.options

describe('[COMPLAINT-1] who complained', () => {
  test('is known by name in their own squad to its captain and the command centre', () => {
    expect(roles.filter((role) => sightOf(role, squad) === 'clear')).toEqual(['captain', 'command'])
    expect(roles.filter((role) => sightOf(role, 'squad-2' as ScopeId) === 'clear')).toEqual([])
  })

  test('is known to the officer whose case it is, and to no 协管员', () => {
    expect(roles.filter((role) => sightOf(role, 'squad-2' as ScopeId, true) === 'clear')).toEqual(['officer'])
  })

  test('of what is the bureau’s own to the command centre alone', () => {
    expect(roles.filter((role) => sightOf(role, bureauScope, false, bureauScope) === 'clear')).toEqual(['command'])
  })

  test('is asked for by nobody else', () => {
    const clear = roles.filter((role) => sightOf(role, squad, true) === 'clear')
    expect(roles.filter((role) => may(role, 'seeComplainant'))).toEqual(clear)
  })
})
