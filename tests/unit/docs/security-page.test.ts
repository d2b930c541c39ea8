import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const inProject = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url))
const page = readFileSync(inProject('docs/security.md'), 'utf8')
const named = [...page.matchAll(/`((?:unit|integration|e2e|component)\/[\w/-]+)`/g)].map((match) => match[1] ?? '')

test('the page about security names tests that exist, and no other', () => {
  expect(new Set(named).size).toBeGreaterThan(15)
  const exists = (name: string): boolean =>
    ['', '.test.ts', '.spec.ts'].some((ending) => existsSync(inProject(`tests/${name}${ending}`)))
  expect(named.filter((name) => !exists(name))).toEqual([])
})
