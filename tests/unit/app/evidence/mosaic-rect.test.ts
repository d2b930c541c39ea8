import { expect, test } from 'vitest'
import { movedRect, rectBetween, rectInMiddle, resizedRect } from '../../../../src/app/features/evidence/mosaic-rect.ts'

const picture = { width: 600, height: 400 }
const rect = { left: 100, top: 100, width: 50, height: 40 }

test.each([
  [
    { x: 10, y: 20 },
    { x: 110, y: 70 },
  ],
  [
    { x: 110, y: 70 },
    { x: 10, y: 20 },
  ],
  [
    { x: 110, y: 20 },
    { x: 10, y: 70 },
  ],
])('a rectangle is drawn in whichever direction the pointer goes', (from, to) => {
  expect(rectBetween(from, to, picture)).toEqual({ left: 10, top: 20, width: 100, height: 50 })
})

test('one that is drawn past the edge ends at it', () => {
  expect(rectBetween({ x: -30, y: 380 }, { x: 40, y: 999 }, picture)).toEqual({
    left: 0,
    top: 380,
    width: 40,
    height: 20,
  })
})

test('a slip of the finger is none', () => {
  expect(rectBetween({ x: 10, y: 10 }, { x: 14, y: 300 }, picture)).toBeNull()
})

test('one that is moved keeps its size and stays within the picture', () => {
  expect(movedRect(rect, { x: -20, y: 7 }, picture)).toEqual({ ...rect, left: 80, top: 107 })
  expect(movedRect(rect, { x: 9_999, y: -9_999 }, picture)).toEqual({ ...rect, left: 550, top: 0 })
})

test('one that is resized keeps its corner, stays within the picture, and always hides something', () => {
  expect(resizedRect(rect, { x: 10, y: -10 }, picture)).toEqual({ ...rect, width: 60, height: 30 })
  expect(resizedRect(rect, { x: 9_999, y: -9_999 }, picture)).toEqual({ ...rect, width: 500, height: 12 })
})

test('the first one without a pointer stands in the middle', () => {
  expect(rectInMiddle(picture)).toEqual({ left: 250, top: 167, width: 100, height: 67 })
})
