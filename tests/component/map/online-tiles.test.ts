import * as L from 'leaflet'
import { beforeEach, describe, expect, test } from 'vitest'
import { createOnlineBase } from '../../../src/app/features/map/layers/base-layer.ts'

const service = {
  name: '示例底图',
  urls: ['https://tiles.example/{z}/{x}/{y}'],
  subdomains: [],
  maxZoom: 18,
  attribution: '示例',
}
/** A phone's screen. */
const [widthPx, heightPx, tilePx] = [360, 740, 256]

let map: L.Map
let asked: Set<string>

beforeEach(() => {
  const place = document.createElement('div')
  document.body.replaceChildren(place)
  Object.defineProperty(place, 'clientWidth', { value: widthPx })
  Object.defineProperty(place, 'clientHeight', { value: heightPx })
  map = L.map(place, { fadeAnimation: false, zoomAnimation: false }).setView([32.64, 117.02], 16, { animate: false })
  asked = new Set()
  const base = createOnlineBase(service)
  for (const layer of base.getLayers())
    layer.on('tileloadstart', ({ tile }: { tile?: HTMLImageElement }) => tile && asked.add(tile.src))
  base.addTo(map)
})

/** Every tile that may lie on the screen, and one around. */
const onScreen = (Math.ceil(widthPx / tilePx) + 3) * (Math.ceil(heightPx / tilePx) + 3)

/** Which tile lies at the middle. */
const zoomsOf = (): readonly string[] => [
  ...new Set([...asked].map((src) => new URL(src).pathname.split('/')[1] ?? '')),
]

describe('a map of a public service: no tile is downloaded in bulk', () => {
  test('the screen asks for what lies on it, of its own zoom, and for nothing else', () => {
    expect(asked.size).toBeGreaterThan(0)
    expect(asked.size).toBeLessThanOrEqual(onScreen)
    expect(zoomsOf()).toEqual(['16'])
  })

  test('who walks on asks for the next ones alone', () => {
    const before = asked.size
    map.panBy([0, 10], { animate: false })
    expect(asked.size - before).toBeLessThanOrEqual(Math.ceil(widthPx / tilePx) + 3)
  })

  test('each request names the host and no page of ours', () => {
    const tile = map.getContainer().querySelector<HTMLImageElement>('.leaflet-tile')
    expect(tile?.referrerPolicy).toBe('strict-origin')
    expect([...asked].every((src) => src.startsWith('https://tiles.example/'))).toBe(true)
  })
})
