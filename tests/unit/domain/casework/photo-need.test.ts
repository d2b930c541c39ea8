import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nextPhotoRole } from '../../../../src/domain/casework/next-photo-role.ts'
import { missingPhotoRoles, neededPhotoRoles } from '../../../../src/domain/casework/photo-need.ts'
import { PhotoRole, PhotoRule } from '../../../../src/domain/casework/photo-rule.ts'

describe('the pictures that a rule asks for', () => {
  test.each<[PhotoRule, readonly PhotoRole[]]>([
    ['0', []],
    ['1', ['scene']],
    ['2', ['far', 'near']],
    ['3', ['far', 'near', 'reference']],
    ['4', ['far', 'near', 'fixing', 'below']],
    ['BA', ['before', 'after']],
  ])('%s are %j', (rule, roles) => {
    expect(neededPhotoRoles(rule)).toEqual(roles)
    expect(missingPhotoRoles(rule, [])).toEqual(roles)
  })
})

describe('the pictures still missing', () => {
  test.each<[PhotoRule, readonly PhotoRole[], readonly PhotoRole[]]>([
    ['1', ['near'], []],
    ['2', ['near'], ['far']],
    ['2', ['scene', 'scene'], []],
    ['3', ['scene', 'near'], ['reference']],
    ['3', ['reference'], ['far', 'near']],
    ['BA', ['scene'], ['after']],
    ['BA', ['scene', 'before'], ['after']],
    ['BA', ['after'], ['before']],
    ['BA', ['after', 'after'], ['before']],
    ['2', ['after'], ['far', 'near']],
  ])('under %s with %j are %j', (rule, taken, missing) => {
    expect(missingPhotoRoles(rule, taken)).toEqual(missing)
  })

  const rule = fc.constantFrom(...PhotoRule.options)
  const role = fc.constantFrom(...PhotoRole.options)
  const roles = fc.array(role, { maxLength: 6 })

  test('never become more by another picture', () => {
    fc.assert(
      fc.property(rule, roles, role, (asked, taken, added) => {
        const before = missingPhotoRoles(asked, taken).length
        const after = missingPhotoRoles(asked, [...taken, added]).length
        expect(before - after === 0 || before - after === 1).toBe(true)
      }),
    )
  })

  test('do not depend on the order in which pictures were taken', () => {
    fc.assert(
      fc.property(rule, roles, (asked, taken) => {
        expect(missingPhotoRoles(asked, [...taken].reverse())).toEqual(missingPhotoRoles(asked, taken))
      }),
    )
  })

  test('are none after the pictures that were missing', () => {
    fc.assert(
      fc.property(rule, roles, (asked, taken) => {
        expect(missingPhotoRoles(asked, [...taken, ...missingPhotoRoles(asked, taken)])).toEqual([])
      }),
    )
  })
})

describe('the next picture', () => {
  test.each<[PhotoRule, readonly PhotoRole[], boolean, PhotoRole]>([
    ['0', [], false, 'scene'],
    ['1', ['scene'], false, 'scene'],
    ['3', [], false, 'far'],
    ['3', ['far'], false, 'near'],
    ['3', ['far', 'near', 'reference'], false, 'scene'],
    ['BA', [], false, 'before'],
    ['BA', ['before'], false, 'scene'],
    ['BA', ['before'], true, 'after'],
    ['3', [], true, 'before'],
    ['3', ['before'], true, 'after'],
    ['3', ['before', 'after'], true, 'scene'],
  ])('under %s after %j, solved at once %s, is %s', (rule, taken, onSite, role) => {
    expect(nextPhotoRole(rule, taken, onSite)).toBe(role)
  })
})
