import { expect, test } from 'vitest'
import { wrapLine } from '../../../src/app/ui/wrap-line.ts'

const fits = (text: string): boolean => [...text].length <= 5

test('a long line of the report breaks anywhere, as Chinese does, and loses no character', () => {
  expect(wrapLine('计数：劝离摊贩 3，规范店铺 1', fits)).toEqual(['计数：劝离', '摊贩 3，', '规范店铺 ', '1'])
})

test('a character outside the basic plane is not cut in two', () => {
  expect(wrapLine('一二三四𠮷六', fits)).toEqual(['一二三四𠮷', '六'])
})

test('an empty line takes no room', () => {
  expect(wrapLine('', fits)).toEqual([])
})
