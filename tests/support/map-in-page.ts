import type * as L from 'leaflet'
import type { DeviceProblem } from '../../src/device/device-problem.ts'
import { createOfflineBase } from '../../src/app/features/map/layers/base-layer.ts'
import { createCaseLayer } from '../../src/app/features/map/layers/case-layer.ts'
import { createLineLayer } from '../../src/app/features/map/layers/line-layer.ts'
import { createSchoolLayer } from '../../src/app/features/map/layers/school-layer.ts'
import { createSignLayer } from '../../src/app/features/map/layers/sign-layer.ts'
import { createMapStage, type MapStage } from '../../src/app/features/map/map-stage.ts'
import type { Palette } from '../../src/app/features/map/palette.ts'

const palette: Palette = {
  red: '#c00000',
  amber: '#b06000',
  green: '#006000',
  grey: '#606060',
  brand: '#005a9c',
  surface: '#ffffff',
  text: '#000000',
  isDark: false,
}

/** An empty map on the whole page. */
export function openMap(at: L.LatLngTuple, zoom: number): MapStage {
  const place = document.createElement('div')
  place.style.cssText = 'position: relative; width: 360px; height: 600px; overflow: hidden'
  document.body.replaceChildren(place)
  const stage = createMapStage(place)
  stage.map.setView(at, zoom, { animate: false })
  return stage
}

/** Lays this file below the map; the codes of what was told about it, once all of the view was tried. */
export async function drawArchive(numbers: readonly number[]): Promise<readonly string[]> {
  const bytes = Uint8Array.from(numbers).buffer
  const told: string[] = []
  const tell = (problem: unknown): void => void told.push((problem as DeviceProblem).code)
  const source = {
    getKey: () => crypto.randomUUID(),
    getBytes: async (offset: number, length: number) => ({ data: bytes.slice(offset, offset + length) }),
  }
  const { map } = openMap([25, 100], 3)
  try {
    const { layer } = await createOfflineBase(source, palette, tell)
    await new Promise<void>((resolve) => layer.once('load', () => resolve()).addTo(map))
  } catch (failure) {
    tell(failure)
  }
  return [...new Set(told)]
}

/** The colour in the middle of the first picture below the map. */
export function colourOfPicture(): string {
  const image = document.querySelector<HTMLImageElement>('img.leaflet-tile-loaded')
  if (!image || image.naturalWidth === 0) return 'none'
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  context?.drawImage(image, 0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = context?.getImageData(0, 0, 1, 1).data ?? []
  return `#${[red, green, blue].map((each) => each.toString(16).padStart(2, '0')).join('')}`
}

export const layers = {
  signs: (stage: MapStage, onSelect: (signId: string) => void) => createSignLayer({ stage, palette, onSelect }),
  cases: (stage: MapStage, onSelect: (caseId: string) => void) => createCaseLayer(stage, palette, onSelect),
  schools: (stage: MapStage) => createSchoolLayer(stage, palette),
  line: (stage: MapStage) => createLineLayer(stage, { colour: palette.brand, dashed: false }),
}
