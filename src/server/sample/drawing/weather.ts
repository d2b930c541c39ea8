import type { Random } from '../../../lib/random.ts'
import type { Light } from './light.ts'
import { ellipse, line, rect, repeat } from './shapes.ts'

const rain = (random: Random): string =>
  `<g opacity="0.5">${repeat(5, (index) => ellipse(120 + index * 260, 800 + random.next() * 130, 90 + random.next() * 60, 12, '#a9b7c2'))}</g>` +
  `<g opacity="0.42">${repeat(150, () => {
    const x = random.next() * 1300
    const y = random.next() * 940
    return line(`M${x.toFixed(0)} ${y.toFixed(0)}l-7 30`, '#eef4f8', 2)
  })}</g>` +
  rect(0, 0, 1280, 960, '#5a6b7a22')

const dusk = (): string => rect(0, 0, 1280, 960, '#2b214a1c') + rect(0, 0, 1280, 560, '#ff9a5c14')

/** What lies over the whole picture. */
export function weather(light: Light, random: Random): string {
  if (light === 'rain') return rain(random)
  return light === 'dusk' ? dusk() : ''
}
