import * as L from 'leaflet'
import { beforeEach, describe, expect, test } from 'vitest'
import { createRingEditor, type RingEditor } from '../../../src/app/features/map/office/ring-editor.ts'
import type { MapStage } from '../../../src/app/features/map/map-stage.ts'
import type { Palette } from '../../../src/app/features/map/palette.ts'
import { distanceM } from '../../../src/domain/place/distance.ts'

const wall = [
  { lat: 32.64, lng: 117.02 },
  { lat: 32.64, lng: 117.022 },
  { lat: 32.642, lng: 117.022 },
]
type Ring = readonly { readonly lat: number; readonly lng: number }[]

let place: HTMLElement
let editor: RingEditor
let ring: Ring

beforeEach(() => {
  place = document.createElement('div')
  document.body.replaceChildren(place)
  const map = L.map(place).setView([32.641, 117.021], 17, { animate: false })
  ring = wall
  editor = createRingEditor({
    stage: { map, canvas: L.svg() } as unknown as MapStage,
    palette: { brand: '#005a9c' } as Palette,
    words: { corner: '第 {n} 角', between: '第 {n} 边' },
    onChange: (next) => {
      ring = next
      editor.show(next, false)
    },
  })
})

const titles = (): readonly string[] =>
  [...place.querySelectorAll('.leaflet-marker-icon')].map((each) => (each as HTMLElement).title)
const corner = (n: number): HTMLElement => place.querySelector(`[title="第 ${n} 角"]`) as HTMLElement
function press(n: number, key: string): void {
  corner(n).focus()
  corner(n).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
}

describe('a perimeter on the office’s map', () => {
  test('has a handle at each corner and one on each edge between', () => {
    editor.show(wall, false)
    expect([...titles()].sort()).toEqual(['第 1 角', '第 1 边', '第 2 角', '第 2 边', '第 3 角', '第 3 边'])
  })

  test('has corners alone while a new one is being drawn', () => {
    editor.show(wall.slice(0, 2), true)
    expect(titles()).toEqual(['第 1 角', '第 2 角'])
  })

  test.each([
    ['ArrowUp', 1, 0],
    ['ArrowDown', -1, 0],
    ['ArrowRight', 0, 1],
    ['ArrowLeft', 0, -1],
  ])('moves a corner a metre by %s, and the others stay', (key, north, east) => {
    editor.show(wall, false)
    press(1, key)
    expect(distanceM(ring[0]!, wall[0]!)).toBeCloseTo(1, 1)
    expect([Math.sign(ring[0]!.lat - wall[0]!.lat), Math.sign(ring[0]!.lng - wall[0]!.lng)]).toEqual([north, east])
    expect(ring.slice(1)).toEqual(wall.slice(1))
  })

  test('keeps the keys on the corner that they have moved', () => {
    editor.show(wall, false)
    press(2, 'ArrowUp')
    expect(document.activeElement).toBe(corner(2))
    press(2, 'ArrowUp')
    expect(distanceM(ring[1]!, wall[1]!)).toBeCloseTo(2, 1)
  })

  test('loses the corner that is deleted', () => {
    editor.show(wall, false)
    press(2, 'Delete')
    expect(ring).toEqual([wall[0], wall[2]])
  })
})
