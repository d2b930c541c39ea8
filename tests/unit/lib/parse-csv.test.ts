import { expect, test } from 'vitest'
import { parseCsv } from '../../../src/lib/parse-csv.ts'

test.each([
  [
    'plain cells',
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['no line break at the end', 'a,b', [['a', 'b']]],
  ['separators, breaks and quotes in quotes', '"a,1","b\n2","c ""3"""\n', [['a,1', 'b\n2', 'c "3"']]],
  ['empty cells', ',,x\n\n,', [['', '', 'x'], [''], ['', '']]],
  [
    'the semicolon of another country',
    'a;b;c\n1;2,5;3\n',
    [
      ['a', 'b', 'c'],
      ['1', '2,5', '3'],
    ],
  ],
  ['tabs', 'a\tb\n', [['a', 'b']]],
  ['nothing', '', []],
])('reads %s', (_, text, rows) => {
  expect(parseCsv(text)).toEqual(rows)
})
