import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { addRow, blockOf, digestModulus, revisionsOf, rowHash, takeRow } from '../../../src/protocol/feed-digest.ts'

/** Phones and servers in the field have summed by these: a changed value makes every device read its feeds again. */
const golden: readonly (readonly [id: string, rev: number, hash: number])[] = [
  ['shift-1', 1, 1897543341877056],
  ['streets/a', 1024, 2703299970668363],
  ['01890000-0000-7000-8000-0000000000c1', 41, 3509558525782353],
  ['', 0, 4118514776827747],
]

test.each(golden)('[SYNC-44] the hash of %s@%i is for ever the same', (id, rev, hash) => {
  expect(rowHash(id, rev)).toBe(hash)
})

test('[SYNC-44] the page says two of them', () => {
  const spec = readFileSync(fileURLToPath(new URL('../../../src/protocol/SPEC.md', import.meta.url)), 'utf8')
  for (const [id, rev, hash] of golden.slice(0, 2)) expect(spec).toMatch(new RegExp(`\`${id}@${rev}\`[^.]* ${hash}`))
})

test('a block is 1,024 revisions', () => {
  expect([blockOf(0), blockOf(1023), blockOf(1024)]).toEqual([0, 0, 1])
  expect(revisionsOf(1)).toEqual([1024, 2047])
})

test('hashes of many rows are whole numbers below 2^52, and no two are equal', () => {
  const hashes = Array.from({ length: 50_000 }, (_, index) => rowHash(`01890000-0000-7000-8000-${index}`, index % 900))
  expect(new Set(hashes).size).toBe(hashes.length)
  expect(hashes.every((hash) => Number.isSafeInteger(hash) && hash >= 0 && hash < digestModulus)).toBe(true)
})

test('rows may be added and taken in any order', () => {
  const rows = Array.from({ length: 300 }, (_, index) => [`row-${index}`, index * 7] as const)
  const [forward, backward] = [new Map<number, number>(), new Map<number, number>()]
  for (const [id, rev] of rows) addRow(forward, id, rev)
  for (const [id, rev] of [...rows].reverse()) addRow(backward, id, rev)
  expect(backward).toEqual(new Map([...forward].reverse()))
  for (const [id, rev] of rows) takeRow(forward, id, rev)
  expect([...forward.values()].every((sum) => sum === 0)).toBe(true)
})
