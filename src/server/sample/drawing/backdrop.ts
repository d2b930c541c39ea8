import type { Random } from '../../../lib/random.ts'
import type { Palette } from './light.ts'
import { circle, ellipse, line, path, pick, rect, repeat } from './shapes.ts'

/** Where things stand in the 1280 × 960 picture: fronts end at the pavement, the pavement at the kerb. */
export const levels = { pavement: 560, kerb: 742, road: 760, bottom: 960, width: 1280, height: 960 } as const

const cloud = (x: number, y: number, scale: number, colour: string): string =>
  `<g transform="translate(${x} ${y}) scale(${scale})" opacity="0.75">` +
  ellipse(0, 0, 90, 26, colour) +
  circle(-34, -18, 34, colour) +
  circle(16, -30, 42, colour) +
  circle(60, -10, 26, colour) +
  '</g>'

const sky = (palette: Palette, random: Random): string =>
  `<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${palette.skyTop}"/>` +
  `<stop offset="1" stop-color="${palette.skyBottom}"/></linearGradient></defs>` +
  rect(0, 0, levels.width, levels.pavement, 'url(#sky)') +
  repeat(3, (index) =>
    cloud(160 + index * 440 + random.next() * 120, 70 + random.next() * 90, 0.7 + random.next() * 0.6, palette.cloud),
  )

const farBuilding = (x: number, widthPx: number, top: number, colour: string, window: string): string => {
  const columns = Math.floor((widthPx - 20) / 26)
  const rows = Math.floor((levels.pavement - top - 30) / 34)
  const windows = repeat(columns * rows, (index) =>
    rect(x + 14 + (index % columns) * 26, top + 18 + Math.floor(index / columns) * 34, 14, 18, window, 2),
  )
  return rect(x, top, widthPx, levels.pavement - top, colour) + `<g opacity="0.7">${windows}</g>`
}

const skyline = (palette: Palette, random: Random): string =>
  repeat(9, (index) =>
    farBuilding(
      index * 150 - 20,
      120 + random.next() * 40,
      190 + random.next() * 170,
      pick(palette.far, index),
      palette.window,
    ),
  )

const pavement = (palette: Palette): string => {
  const courses = [560, 584, 614, 650, 692, 742]
  const courseLines = courses.map((y) => line(`M0 ${y}H1280`, palette.joint, 2)).join('')
  // Joints run towards one vanishing point, so that the ground lies flat.
  const joints = repeat(25, (index) =>
    line(`M${640 + (index - 12) * 74} 560L${640 + (index - 12) * 128} 742`, palette.joint, 2),
  )
  const tactile =
    path('M0 642H1280V676H0Z', '#d8b23f') + repeat(64, (index) => line(`M${index * 20 + 10} 648V670`, '#b9942c', 3))
  return rect(0, 560, 1280, 182, palette.pavement) + courseLines + joints + tactile
}

const road = (palette: Palette): string =>
  rect(0, levels.kerb, 1280, 18, '#e4e0d6') +
  rect(0, 756, 1280, 6, '#8d8a84') +
  rect(0, 762, 1280, 198, palette.road) +
  repeat(5, (index) => path(`M${40 + index * 280} 846h150l-8 14h-154z`, palette.roadLine))

/** Sky, a row of distant houses, pavement with its tactile strip, kerb and road. */
export const backdrop = (palette: Palette, random: Random): string =>
  sky(palette, random) + skyline(palette, random) + pavement(palette) + road(palette)
