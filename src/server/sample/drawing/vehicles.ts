import { circle, line, path, placed, rect, shadow } from './shapes.ts'

const wheel = (x: number): string =>
  circle(x, -32, 33, '#23262b') + circle(x, -32, 16, '#c9ced3') + circle(x, -32, 6, '#7c8288')

/** A car seen from its side; (x, y) is the ground under its rear bumper. Its plate is blank. */
export const car = (x: number, y: number, colour: string, scale = 1): string =>
  placed(
    x,
    y,
    shadow(226, -2, 240) +
      path('M2 -36Q-2 -78 40 -84L96 -92Q146 -152 194 -156H286Q334 -152 376 -94L428 -84Q456 -78 454 -36Z', colour) +
      path('M120 -94Q158 -140 194 -143H232V-94Z', '#bcd3df') +
      path('M246 -94V-143H286Q318 -140 350 -94Z', '#a9c4d2') +
      line('M238 -94V-40M8 -62H448', '#00000033', 3) +
      rect(252, -82, 26, 6, '#00000055', 3) +
      rect(428, -74, 22, 14, '#fff3c4', 5) +
      rect(3, -74, 16, 16, '#c53d34', 4) +
      wheel(96) +
      wheel(358),
    0,
    scale,
  )

/** A bicycle; (x, y) is the ground under its rear wheel. */
export const bicycle = (x: number, y: number, colour: string, degrees = 0): string =>
  placed(
    x,
    y,
    shadow(60, -1, 92) +
      `<g fill="none" stroke="#2a2d31" stroke-width="6"><circle cx="0" cy="-40" r="38"/><circle cx="122" cy="-40" r="38"/></g>` +
      line(
        'M0 -40L46 -42L94 -96M0 -40L34 -92H94M46 -42L34 -92M94 -96L122 -40M90 -116L94 -96M90 -116L70 -122M34 -92L30 -108',
        colour,
        7,
      ) +
      line('M18 -110H44', '#2a2d31', 9) +
      rect(86, -108, 40, 26, '#3d4247', 5),
    degrees,
  )
