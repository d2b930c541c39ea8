import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { drawScene, sceneSvg } from '../../../../src/server/sample/draw-scene.ts'
import { motifs } from '../../../../src/server/sample/drawing/scene.ts'

describe('drawn scenes', () => {
  test('are JPEGs of 1280 × 960', async () => {
    const photo = await sharp(
      await drawScene({ motif: 'vendor', light: 'day', view: 'far', settled: false }),
    ).metadata()
    expect([photo.format, photo.width, photo.height]).toEqual(['jpeg', 1280, 960])
  })

  test('the same scene has the same bytes', async () => {
    const scene = { motif: 'posters', light: 'rain', view: 'near', settled: false } as const
    expect((await drawScene(scene)).equals(await drawScene(scene))).toBe(true)
  })

  test.each(motifs)('%s looks different far, near, settled, and in each light', (motif) => {
    const drawings = (['day', 'rain', 'dusk'] as const).flatMap((light) => [
      sceneSvg({ motif, light, view: 'far', settled: false }),
      sceneSvg({ motif, light, view: 'near', settled: false }),
      sceneSvg({ motif, light, view: 'far', settled: true }),
    ])
    expect(new Set(drawings).size).toBe(9)
  })

  test('need no font: there is no text element', () => {
    const drawn = motifs.map((motif) => sceneSvg({ motif, light: 'day', view: 'far', settled: false })).join('')
    expect(drawn).not.toContain('<text')
  })
})
