import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { lifecyclePage } from '../../../support/lifecycle-page.ts'

test('docs/casework.md is the machine as it is; `node scripts/casework-page.mjs` makes it anew', () => {
  const path = fileURLToPath(new URL('../../../../docs/casework.md', import.meta.url))
  expect(readFileSync(path, 'utf8')).toBe(lifecyclePage())
})
