import { line, placed } from './shapes.ts'

/** The two characters as pen strokes in a 100 × 100 box: no font is needed to draw them. */
const shi = 'M28 18H72M12 42H88M50 42V86Q50 94 38 88M30 58L16 80M68 58L86 80'
const li =
  'M26 10L8 48M18 34V92M34 20H66M46 20L32 54M44 38H62M62 38Q56 66 34 88M44 54L54 62M76 26V66M92 12V84Q92 93 80 88'

const strokes = (colour: string, width: number): string =>
  line(shi, colour, width) + placed(112, 0, line(li, colour, width))

/** 示例, with its upper left corner at (x, y) and `heightPx` tall. */
export const sampleWord = (x: number, y: number, heightPx: number, colour = '#ffffff'): string =>
  placed(x, y, strokes(colour, 8), 0, heightPx / 100)

/** 示例 as a stamp that stays legible on any ground. */
export const sampleStamp = (x: number, y: number, heightPx: number): string =>
  placed(x, y, `<g opacity="0.55">${strokes('#14303f', 18)}</g>${strokes('#ffffff', 8)}`, 0, heightPx / 100)
