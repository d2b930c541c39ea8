import sharp from 'sharp'
import { createSeededRandom } from '../../lib/random.ts'
import { backdrop } from './drawing/backdrop.ts'
import { palettes } from './drawing/light.ts'
import { motifs } from './drawing/scene.ts'
import type { Motif, Scene } from './drawing/scene.ts'
import { sceneContent } from './drawing/scene-content.ts'
import { sampleStamp } from './drawing/stroke-text.ts'
import { weather } from './drawing/weather.ts'

/** What a nearer photographer has in the picture, as an SVG viewBox; 4:3 like the whole. */
const nearBoxes: Partial<Readonly<Record<Motif, string>>> = {
  gate: '700 300 480 360',
  manhole: '320 610 466 350',
  lamp: '360 90 640 480',
  sign: '340 150 640 480',
  posters: '220 340 440 330',
  tree: '480 180 640 480',
  wire: '420 400 560 420',
  leaflets: '260 500 480 360',
}

const seedOf = (scene: Scene): number => motifs.indexOf(scene.motif) * 7 + ['day', 'rain', 'dusk'].indexOf(scene.light)

/** The scene as SVG, with 示例 in its lower right corner. */
export function sceneSvg(scene: Scene): string {
  const random = createSeededRandom(seedOf(scene))
  const palette = palettes[scene.light]
  const viewBox = scene.view === 'near' ? (nearBoxes[scene.motif] ?? '320 420 600 450') : '0 0 1280 960'
  const drawn =
    backdrop(palette, random) +
    sceneContent[scene.motif]({ palette, random, settled: scene.settled, lit: scene.light === 'dusk' })
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="960" viewBox="0 0 1280 960">' +
    `<svg viewBox="${viewBox}" width="1280" height="960" preserveAspectRatio="xMidYMid slice">${drawn}${weather(scene.light, random)}</svg>` +
    sampleStamp(1110, 872, 62) +
    '</svg>'
  )
}

/** The scene as a JPEG of 1280 × 960; the same scene gives the same bytes on one version of sharp. */
export const drawScene = (scene: Scene): Promise<Buffer> =>
  sharp(Buffer.from(sceneSvg(scene)))
    .jpeg({ quality: 82 })
    .toBuffer()
