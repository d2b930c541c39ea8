import type { Palette } from './light.ts'
import { circle, line, path, pick, placed, rect, repeat } from './shapes.ts'
import { sampleWord } from './stroke-text.ts'

const schoolHouse = (palette: Palette): string =>
  rect(250, 210, 780, 350, '#f0e3cd') +
  rect(250, 196, 780, 22, '#b9573f') +
  repeat(4, (row) => repeat(11, (column) => rect(276 + column * 68, 240 + row * 74, 44, 46, palette.window, 3))) +
  repeat(3, (row) => rect(250, 302 + row * 74, 780, 8, '#d9c7a8')) +
  line('M640 196V86', '#e9e9e9', 7) +
  path('M643 88h76q-12 24 0 48h-76z', '#d6382f')

const gatePillar = (x: number): string =>
  rect(x, 384, 58, 190, '#a9563f') +
  repeat(6, (index) => line(`M${x} ${408 + index * 28}h58`, '#8d4532', 2)) +
  rect(x - 8, 370, 74, 18, '#d8c7ac', 3)

/** The sliding gate of a school, its plaque with 示例, and bollards before it. */
export const schoolFront = (palette: Palette): string =>
  schoolHouse(palette) +
  rect(0, 440, 420, 124, '#dcc9a6') +
  rect(860, 440, 420, 124, '#dcc9a6') +
  repeat(14, (index) => line(`M${18 + index * 30} 450V556`, '#8c9299', 5)) +
  repeat(14, (index) => line(`M${880 + index * 30} 450V556`, '#8c9299', 5)) +
  gatePillar(404) +
  gatePillar(818) +
  `<g opacity="0.95">${repeat(17, (index) => line(`M${470 + index * 21} 470l10 46l-10 48`, '#c6ccd2', 6))}</g>` +
  line('M462 470H818M462 516H818M462 562H818', '#aab2ba', 4) +
  rect(874, 396, 164, 66, '#2f6f63', 6) +
  sampleWord(904, 408, 42) +
  repeat(
    6,
    (index) => rect(470 + index * 66, 566, 14, 44, '#e6b53c', 6) + rect(470 + index * 66, 578, 14, 9, '#30343a'),
  )

const shop = (x: number, index: number, palette: Palette): string => {
  const colour = pick(['#3f7f77', '#b4573d', '#405f94', '#8b5a86'], index)
  const stripes = repeat(9, (stripe) =>
    path(`M${x + 8 + stripe * 34} 348h34l-6 52h-34z`, stripe % 2 === 0 ? '#f4ede0' : colour),
  )
  return (
    rect(x, 170, 320, 394, pick(['#e6dccb', '#d9d3c7', '#eadfc9', '#d5d8d6'], index)) +
    repeat(3, (column) => rect(x + 34 + column * 92, 196, 62, 62, palette.window, 3)) +
    rect(x + 8, 284, 304, 62, colour, 4) +
    repeat(3, (block) => rect(x + 70 + block * 64, 298, 46, 34, '#fdf8ec', 6)) +
    stripes +
    rect(x + 22, 408, 176, 140, '#7c97a5', 3) +
    path(`M${x + 34} 540L${x + 120} 416h36L${x + 70} 540z`, '#a9c0ca') +
    rect(x + 214, 408, 88, 156, '#5b4a3f', 3) +
    rect(x + 224, 420, 68, 92, '#93abb6', 2)
  )
}

/** Four shops with fascias and awnings. */
export const shopFront = (palette: Palette): string => repeat(4, (index) => shop(index * 320, index, palette))

const crown = (x: number, y: number, palette: Palette): string =>
  circle(x, y, 74, palette.leafDark) +
  circle(x - 40, y + 22, 54, palette.leaf) +
  circle(x + 44, y + 14, 58, palette.leaf) +
  circle(x + 4, y - 36, 50, palette.leaf)

/** A street tree; its trunk ends at (x, y). */
export const tree = (x: number, y: number, palette: Palette): string =>
  path(`M${x - 13} ${y}L${x - 8} ${y - 230}h16L${x + 13} ${y}z`, '#7a5f48') + crown(x, y - 270, palette)

/** A painted wall with trees behind it. */
export const wallFront = (palette: Palette): string =>
  repeat(4, (index) => placed(150 + index * 330, 560, tree(0, 0, palette), 0, 1.15)) +
  rect(0, 356, 1280, 208, '#e7ddca') +
  rect(0, 340, 1280, 20, '#b9ab92') +
  rect(0, 506, 1280, 58, '#a2b1b3') +
  repeat(5, (index) => line(`M${index * 320} 360V564`, '#cfc3ab', 4))

/** Blue hoarding of a building site, with a crane behind it. */
export const siteFront = (): string =>
  line('M930 560V120M930 130H620M930 130H1060M930 70L640 130M930 70L1050 130M930 70V130M700 130V230', '#d99a2b', 9) +
  rect(670, 230, 60, 34, '#8b8f94') +
  rect(200, 250, 420, 310, '#b8b3aa') +
  repeat(4, (row) => repeat(6, (column) => rect(224 + column * 66, 274 + row * 70, 40, 46, '#6f6c67'))) +
  repeat(16, (index) => rect(index * 80, 390, 78, 174, index % 2 === 0 ? '#3c78ad' : '#4682b6')) +
  rect(0, 390, 1280, 14, '#2b5f8e') +
  rect(0, 548, 1280, 16, '#8f8b83')
