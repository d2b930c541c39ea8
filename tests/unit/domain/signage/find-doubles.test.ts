import { describe, expect, test } from 'vitest'
import type { SubjectId } from '../../../../src/domain/ids.ts'
import { findDoubles } from '../../../../src/domain/signage/find-doubles.ts'
import { keptSignId } from '../../../../src/domain/signage/kept-sign.ts'

const known = (id: string, content: string, northM: number) => ({
  signId: `sign-${id}` as SubjectId,
  signNo: id,
  content,
  point: { lat: 32.64 + northM / 111_195, lng: 117.01 },
})

const pairs = (signs: Parameters<typeof findDoubles>[0]): readonly string[] =>
  findDoubles(signs).map(({ one, other }) => `${one.signNo}${other.signNo}`)

describe('doubles of the register', () => {
  test('are near and of like wording, each pair once, the likeliest first', () => {
    const signs = [
      known('a', '示例早餐店', 0),
      known('b', '示例早餐', 12),
      known('c', '示例早餐店', 20),
      known('d', '文具批发', 5),
      known('e', '示例早餐店', 400),
    ]
    expect(pairs(signs)).toEqual(['ac', 'bc', 'ab'])
  })

  test('are found over the edge of a cell as well', () => {
    const edge = (0.001 - (32.64 % 0.001)) * 111_195
    expect(pairs([known('a', '示例书店', edge - 5), known('b', '示例书店', edge + 5)])).toEqual(['ab'])
  })

  test('of twenty thousand signs are found without comparing each with each', () => {
    const signs = Array.from({ length: 20_000 }, (_, index) => known(`${index}`, `示例${index % 7}店`, index * 40))
    expect(findDoubles(signs)).toEqual([])
  })
})

describe('a sign that was merged', () => {
  const into: Readonly<Record<string, string>> = {
    'sign-a': 'sign-b',
    'sign-b': 'sign-c',
    'sign-x': 'sign-y',
    'sign-y': 'sign-x',
  }
  const kept = (id: string) =>
    keptSignId(id as SubjectId, async (signId) => (into[signId] as SubjectId | undefined) ?? null)

  test('is the last one of its chain', async () => {
    expect(await kept('sign-a')).toBe('sign-c')
    expect(await kept('sign-c')).toBe('sign-c')
  })

  test('stays itself where two were merged into each other', async () => {
    expect(await kept('sign-x')).toBe('sign-x')
  })
})
