/** In pixels of the picture. */
export interface Point {
  readonly x: number
  readonly y: number
}
export interface Size {
  readonly width: number
  readonly height: number
}
/** What is made unrecognisable; always within the picture. */
export interface MosaicRect extends Size {
  readonly left: number
  readonly top: number
}

/** Smaller than this it hides nothing: a slip of the finger. */
const leastPx = 12

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)

/** From where the pointer went down to where it is, whichever way it went; null while that hides nothing. */
export function rectBetween(from: Point, to: Point, picture: Size): MosaicRect | null {
  const [fromX, toX] = [clamp(Math.round(from.x), 0, picture.width), clamp(Math.round(to.x), 0, picture.width)]
  const [fromY, toY] = [clamp(Math.round(from.y), 0, picture.height), clamp(Math.round(to.y), 0, picture.height)]
  const [left, top] = [Math.min(fromX, toX), Math.min(fromY, toY)]
  const [width, height] = [Math.abs(toX - fromX), Math.abs(toY - fromY)]
  return width < leastPx || height < leastPx ? null : { left, top, width, height }
}

/** A rectangle to begin with, for those who have no pointer: a sixth of the picture, in its middle. */
export function rectInMiddle(picture: Size): MosaicRect {
  const [width, height] = [Math.round(picture.width / 6), Math.round(picture.height / 6)]
  const [left, top] = [Math.round((picture.width - width) / 2), Math.round((picture.height - height) / 2)]
  return { left, top, width, height }
}

/** As large as it was, as far as the picture goes. */
export const movedRect = (rect: MosaicRect, by: Point, picture: Size): MosaicRect => ({
  ...rect,
  left: clamp(Math.round(rect.left + by.x), 0, picture.width - rect.width),
  top: clamp(Math.round(rect.top + by.y), 0, picture.height - rect.height),
})

/** Its lower right corner is moved; never so small that it hides nothing. */
export const resizedRect = (rect: MosaicRect, by: Point, picture: Size): MosaicRect => ({
  ...rect,
  width: clamp(Math.round(rect.width + by.x), leastPx, picture.width - rect.left),
  height: clamp(Math.round(rect.height + by.y), leastPx, picture.height - rect.top),
})
