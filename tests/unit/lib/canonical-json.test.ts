import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from '../../../src/lib/canonical-json.ts'

describe('canonical JSON', () => {
  test.each([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ z: { y: [3, { d: 1, c: 2 }] } }, '{"z":{"y":[3,{"c":2,"d":1}]}}'],
    [[undefined, null, 'x'], '[null,null,"x"]'],
    [{ a: undefined, b: null }, '{"b":null}'],
    ['护学岗', '"护学岗"'],
    [undefined, 'null'],
  ])('of %j is %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text)
  })

  test('sorts keys by code unit, which no language setting changes', () => {
    expect(canonicalJson({ ä: 1, z: 2, Z: 3, '10': 4, '9': 5 })).toBe('{"10":4,"9":5,"Z":3,"z":2,"ä":1}')
  })

  const json = fc.jsonValue()

  test('is JSON of the same value', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('does not depend on the order in which members were written', () => {
    const members = fc.dictionary(fc.string(), json).map((record) => Object.entries(record))
    fc.assert(
      fc.property(members, (entries) => {
        const backwards = Object.fromEntries([...entries].reverse())
        expect(canonicalJson(backwards)).toBe(canonicalJson(Object.fromEntries(entries)))
      }),
    )
  })
})
