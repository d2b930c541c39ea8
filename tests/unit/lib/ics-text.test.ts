import { expect, test } from 'vitest'
import { foldIcsLine, icsText, icsUtc } from '../../../src/lib/ics-text.ts'

const octets = (text: string): number => new TextEncoder().encode(text).length
const unfold = (text: string): string => text.replace(/\r\n /g, '')

test.each(['SUMMARY:short', `SUMMARY:${'a'.repeat(75)}`, `SUMMARY:${'示例一小'.repeat(30)}`, `X:${'🏫'.repeat(40)}`])(
  'a line of any script is folded into pieces of at most 75 octets and comes back whole: %s',
  (line) => {
    const folded = foldIcsLine(line)
    for (const piece of folded.split('\r\n')) expect(octets(piece)).toBeLessThanOrEqual(75)
    expect(unfold(folded)).toBe(line)
    expect(folded).not.toContain('�')
  },
)

test('a line of 75 octets stays one', () => {
  expect(foldIcsLine('a'.repeat(75))).not.toContain('\r\n')
  expect(foldIcsLine('a'.repeat(76))).toBe(`${'a'.repeat(75)}\r\n a`)
})

test('what a line would take for its own signs is escaped, and no control sign gets through', () => {
  expect(icsText('a;b,c\\d\r\ne\nf\u0007')).toBe('a\\;b\\,c\\\\d\\ne\\nf')
})

test('a moment is told in UTC', () => {
  expect(icsUtc(Date.parse('2026-11-23T07:40:00+08:00'))).toBe('20261122T234000Z')
})
