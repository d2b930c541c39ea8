import { expect, test } from 'vitest'
import { homeScope } from '../../../../src/domain/people/home-scope.ts'
import type { ScopeId } from '../../../../src/domain/ids.ts'

test.each([
  [['squad-1', 'bureau'], 'squad-1'],
  [['bureau'], 'bureau'],
  [['squad-1', 'squad-2', 'bureau'], 'bureau'],
  [[], 'bureau'],
])('[ENTRY-3] records of a member of %j live in %s', (scopes, home) => {
  expect(homeScope(scopes.map((scope) => ({ scope: scope as ScopeId })))).toBe(home)
})
