import * as L from 'leaflet'
import { expect, test } from 'vitest'
import { createFirstLook } from '../../../src/app/features/map/office/first-look.ts'

/** A map that looks ever further north as more is known. */
function openMap() {
  const place = document.createElement('div')
  document.body.append(place)
  const map = L.map(place)
  let lat = 30
  const look = createFirstLook(map, () => map.setView([lat, 114], 12, { animate: false }))
  look()
  const learn = (): number => {
    lat += 1
    look()
    return Math.round(map.getCenter().lat)
  }
  return { map, place, learn }
}

test('what is known later is looked at, as long as nobody has moved the map', () => {
  const { learn } = openMap()
  expect([learn(), learn()]).toEqual([31, 32])
})

test.each([
  ['an arrow key', 40],
  ['the plus key', 187],
])('a map that %s has moved stays where it is', (_, keyCode) => {
  const { place, learn } = openMap()
  place.dispatchEvent(new FocusEvent('focus'))
  document.dispatchEvent(Object.assign(new KeyboardEvent('keydown'), { keyCode }))
  expect(learn()).toBe(30)
})

test('so does one that was dragged', () => {
  const { map, learn } = openMap()
  map.fire('movestart').fire('dragstart')
  expect(learn()).toBe(30)
})
