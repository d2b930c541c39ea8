import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { entryKinds } from '../../../src/domain/journal/entry-kinds.ts'
import { entryCodes, problemCodes } from '../../../src/protocol/codes.ts'
import { wireLimits } from '../../../src/protocol/limits.ts'

const read = (path: string): string => readFileSync(fileURLToPath(new URL(`../../../${path}`, import.meta.url)), 'utf8')
const spec = read('src/protocol/SPEC.md')
/** Faults that a phone survives are numbered as rules are, in a list of their own. */
const faults = [...read('tests/FAULTS.md').matchAll(/^- \*\*(FAULT-\d+)\*\*/gm)].map((match) => match[1] ?? '')
const rules = [...spec.matchAll(/^- \*\*([A-Z]+-\d+)\*\*/gm)].map((match) => match[1] ?? '')

const testFiles = readdirSync(fileURLToPath(new URL('../../', import.meta.url)), { recursive: true, encoding: 'utf8' })
  // `npm run bench:peers` keeps packages of its own there.
  .filter((path) => path.endsWith('.ts') && !path.includes('node_modules'))
  .map((path) => read(`tests/${path}`))

describe('SPEC.md', () => {
  test('lists every code of the wire with its status and its retry, and no other', () => {
    const listed = [...spec.matchAll(/^\| `([a-z]+\/[a-z-]+)` +\| (\d+) +\| (later|never|login) +\|/gm)]
    const expected = Object.entries(problemCodes).map(([code, { status, retry }]) => [code, String(status), retry])
    expect(listed.map(([, code, status, retry]) => [code, status, retry])).toEqual(expected)
  })

  test('names every reason of an entry, and no other', () => {
    expect([...new Set(spec.match(/entry\/[a-z-]+/g))].sort()).toEqual([...entryCodes].sort())
  })

  test('describes every kind of entry, and no other', () => {
    const described = [
      ...spec.matchAll(/^\| `((?:duty|roster|inspection|case|sign|record|subject|complaint|wind)\.\w+)`/gm),
    ].map(([, kind]) => kind)
    expect(described.sort()).toEqual(Object.keys(entryKinds).sort())
    expect(Object.values(entryKinds).every(({ v }) => v === 1)).toBe(true)
  })

  test('says the limits that both ends check by', () => {
    expect(wireLimits).toEqual({
      entriesPerPush: 200,
      pushBytes: 512 * 1024,
      smallPartBytes: 2 * 1024,
      chunkBytes: 131_072,
      partBytes: 64 * 1024 * 1024,
      mapPieceBytes: 512 * 1024,
      rowsPerPull: 500,
      partsPerHave: 500,
      keptScopes: 50,
    })
  })

  test('numbers no rule twice', () => {
    expect(rules.length).toBeGreaterThan(50)
    expect(new Set(rules).size).toBe(rules.length)
  })

  test('knows a test for every fault of tests/FAULTS.md', () => {
    const shown = new Set(testFiles.flatMap((text) => [...text.matchAll(/\[(FAULT-\d+)\]/g)].map((match) => match[1])))
    expect(faults.length).toBeGreaterThan(20)
    expect(faults.filter((fault) => !shown.has(fault))).toEqual([])
  })

  test('has every rule that a test claims to hold', () => {
    const claimed = testFiles.flatMap((text) => [...text.matchAll(/\[([A-Z]+-\d+)\]/g)].map((match) => match[1] ?? ''))
    expect([...new Set(claimed)].filter((rule) => ![...rules, ...faults].includes(rule))).toEqual([])
  })

  test('says nothing that no test holds: the name of one begins with the number of the rule', () => {
    const held = testFiles.flatMap((text) =>
      [...text.matchAll(/['`](?:\[[A-Z]+-\d+\] )+/g)].flatMap(([numbers]) => numbers.match(/[A-Z]+-\d+/g) ?? []),
    )
    expect(rules.filter((rule) => !held.includes(rule))).toEqual([])
  })
})
