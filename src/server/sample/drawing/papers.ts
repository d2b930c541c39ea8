import type { Random } from '../../../lib/random.ts'
import { line, path, pick, placed, rect, repeat } from './shapes.ts'

const sheet = (colour: string): string =>
  rect(0, 0, 84, 112, colour, 2) +
  rect(10, 12, 64, 18, '#c8443a', 2) +
  line('M12 44h60M12 58h52M12 72h58M12 86h40', '#6d6a64', 4)

const sheetColours = ['#f7f2e4', '#f3e38f', '#f2c7b4', '#d9e6ef'] as const

/** Small posters stuck on a wall. */
export const posters = (random: Random): string =>
  repeat(11, (index) =>
    placed(180 + index * 88, 380 + random.next() * 60, sheet(pick(sheetColours, index)), -10 + random.next() * 20),
  )

/** Pale patches where posters were. */
export const posterTraces = (): string => repeat(4, (index) => rect(260 + index * 210, 396, 84, 104, '#efe7d7', 2))

/** Leaflets lying on the pavement. */
export const leaflets = (random: Random): string =>
  repeat(16, (index) =>
    placed(
      150 + index * 62,
      596 + random.next() * 120,
      `<g transform="skewX(-24) scale(0.55 0.32)">${sheet(pick(sheetColours, index))}</g>`,
      -24 + random.next() * 48,
    ),
  )

/** A banner between two posts. */
export const banner = (x: number, y: number): string =>
  placed(
    x,
    y,
    line('M0 0V-210M420 0V-210', '#8b7355', 9) +
      path('M4 -206Q210 -186 416 -206V-136Q210 -116 4 -136Z', '#cf3a30') +
      repeat(7, (index) => rect(44 + index * 50, -182, 32, 34, '#fbe9b8', 5)),
  )
