import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { hashedListOf, hashLines } from '../../../../src/app/features/evidence/dossier-hashes.ts'
import type { Sha256 } from '../../../../src/domain/ids.ts'

const pieces = [
  { id: 'entry-1', sha256: 'a'.repeat(64) as Sha256 },
  { id: 'photo-1', sha256: 'b'.repeat(64) as Sha256 },
]

test('the list of a file is what sha256sum writes, so that anybody can check it', () => {
  expect(hashLines(pieces)).toEqual([`${'a'.repeat(64)}  entry-1`, `${'b'.repeat(64)}  photo-1`])
})

test('the whole hashes the lines as a text file holds them, in their order', () => {
  const whole = (list: typeof pieces): string =>
    createHash('sha256')
      .update(hashedListOf(hashLines(list)))
      .digest('hex')
  expect(hashedListOf(hashLines(pieces))).toBe(`${'a'.repeat(64)}  entry-1\n${'b'.repeat(64)}  photo-1\n`)
  expect(whole(pieces)).not.toBe(whole(pieces.toReversed()))
})
