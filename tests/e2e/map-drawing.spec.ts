import { expect, test, type Page } from '@playwright/test'
import { fileURLToPath } from 'node:url'
import { servePageWith } from '../support/bundle-page.ts'
import {
  brokenDirectory,
  brokenPictures,
  brokenVectors,
  pngArchive,
  vectorArchive,
  webpArchive,
} from '../support/drawn-archives.ts'
import type * as maps from '../support/map-in-page.ts'
import { coloursOn } from '../support/map-pixels.ts'

/** The page's own global. */
interface WithMaps {
  readonly maps: typeof maps
}

let served: Awaited<ReturnType<typeof servePageWith>>
test.beforeAll(async () => {
  served = await servePageWith(fileURLToPath(new URL('../support/map-in-page.ts', import.meta.url)), 'maps')
})
test.afterAll(() => served.close())
test.beforeEach(({ page }) => page.goto(served.url))

const draw = (page: Page, archive: Buffer): Promise<readonly string[]> =>
  page.evaluate((numbers) => (globalThis as unknown as WithMaps).maps.drawArchive(numbers), [...archive])
const colour = (page: Page): Promise<string> =>
  page.evaluate(() => (globalThis as unknown as WithMaps).maps.colourOfPicture())

test('maps that others have made are drawn: PNG, WebP, and vectors with layers of any name', async ({ page }) => {
  expect([await draw(page, await pngArchive('#3366cc')), await colour(page)]).toEqual([[], '#3366cc'])
  expect([await draw(page, await webpArchive('#cc6633')), await colour(page)]).toEqual([[], '#cc6633'])
  expect(await draw(page, vectorArchive())).toEqual([])
  expect(await coloursOn(page, 'canvas.leaflet-tile-loaded')).toBeGreaterThan(3)
})

test('a map that is broken is told as such, wherever it is', async ({ page }) => {
  expect(await draw(page, await brokenDirectory())).toEqual(['map/tile-damaged'])
  expect(await draw(page, brokenVectors())).toEqual(['map/tile-damaged'])
  expect(await draw(page, brokenPictures())).toEqual(['map/tile-damaged'])
})

test('signs stand as one number with the worst one’s look while they are close, and each alone from near; a tap on one says which', async ({
  page,
}) => {
  const drawn = await page.evaluate(async () => {
    const { layers, openMap } = (globalThis as unknown as WithMaps).maps
    const at = [32.64, 117.02] as const
    const stage = openMap([...at], 14)
    const tapped: string[] = []
    const layer = layers.signs(stage, (signId) => tapped.push(signId))
    const sign = (name: string, metres: number, grade: string | null) => ({
      signId: `sign-${name}`,
      point: { lat: at[0] + metres / 111_195, lng: at[1] },
      grade,
    })
    const signs = [sign('fine', 0, 'NONE'), sign('bad', 60, 'MAJOR'), sign('new', -60, null)]
    layer.show(signs as unknown as Parameters<typeof layer.show>[0])
    const marks = (): readonly string[] =>
      [...document.querySelectorAll('.cluster')].map(
        (mark) => `${mark.className.match(/major|serious|calm/)?.[0]} ${mark.textContent}`,
      )
    const far = marks()
    stage.map.setView([...at], 18, { animate: false })
    const near = marks()
    const tap = (): void => {
      const { x, y } = stage.map.getContainer().getBoundingClientRect()
      const target = document.querySelector('.leaflet-overlay-pane canvas')
      for (const type of ['mousemove', 'mousedown', 'mouseup', 'click'])
        target?.dispatchEvent(new MouseEvent(type, { clientX: x + 180, clientY: y + 300, bubbles: true }))
    }
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    tap()
    layer.setVisible(false)
    tap()
    stage.map.setView([...at], 14, { animate: false })
    return { far, near, tapped, hidden: marks() }
  })
  expect(drawn).toEqual({ far: ['major 3'], near: [], tapped: ['sign-fine'], hidden: [] })
})

test('schools with perimeters and posts, open cases, my places and the way along a street are drawn, each with its own colours, and hidden', async ({
  page,
}) => {
  const colours = await page.evaluate(async () => {
    const { layers, openMap } = (globalThis as unknown as WithMaps).maps
    const painted = (): Promise<unknown> =>
      new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    /** How many points of the canvas are not empty. */
    const inked = async (): Promise<number> => {
      await painted()
      const canvas = document.querySelector<HTMLCanvasElement>('.leaflet-overlay-pane canvas')!
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
      return new Uint32Array(data.buffer).reduce((sum, point) => sum + (point === 0 ? 0 : 1), 0)
    }
    const [lat, lng] = [32.64, 117.02]
    const corner = (north: number, east: number) => ({ lat: lat + north / 111_195, lng: lng + east / 94_000 })
    const ring = [corner(-80, -80), corner(-80, 80), corner(80, 80), corner(80, -80)]
    const results: Record<string, readonly [number, number]> = {}
    const note = async (name: string, hide: () => void): Promise<void> => {
      const shown = await inked()
      hide()
      results[name] = [shown, await inked()]
    }
    const open = () => openMap([lat, lng], 17)
    const cases = layers.cases(open(), () => undefined)
    cases.show([{ caseId: 'case-1' as never, point: corner(0, 0) }])
    await note('case', () => cases.setVisible(false))
    const school = { id: 'school-1', name: '示例一小', perimeter: ring, point: corner(0, 0) }
    const withPost = { ...school, perimeter: [], posts: [{ id: 'post-1', name: '东门', point: corner(0, 0) }] }
    for (const [name, each] of [
      ['perimeter', { ...school, posts: [] }],
      ['post', withPost],
    ] as const) {
      const schools = layers.schools(open())
      schools.show([each as never])
      await note(name, () => schools.setVisible(false))
    }
    const line = layers.line(open())
    line.show([corner(0, 0), corner(50, 50)])
    await note('line', () => line.show([]))
    return results
  })
  for (const [name, [shown, hidden]] of Object.entries(colours)) {
    expect(shown, name).toBeGreaterThan(100)
    expect(hidden, name).toBe(0)
  }
})
