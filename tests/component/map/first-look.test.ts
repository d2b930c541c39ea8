import * as L from 'leaflet'
import { expect, test } from 'vitest'
import { nextTick, ref } from 'vue'
import { createFirstLook } from '../../../src/app/features/map/first-look.ts'
import { lookAround } from '../../../src/app/features/map/look-around.ts'
import type { Fix } from '../../../src/domain/place/point.ts'
import { gateFix } from '../../support/field-records.ts'
import { inComponent } from '../support/in-component.ts'

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

test('a map that keys have moved before one’s own place is known does not go there', async () => {
  const place = document.createElement('div')
  document.body.append(place)
  const map = L.map(place)
  const here = ref<Fix | null>(null)
  const schools = ref([{ point: { lat: 33, lng: 114 } }])
  inComponent(() => lookAround({ here, schools } as never, { map }))
  place.dispatchEvent(new FocusEvent('focus'))
  document.dispatchEvent(Object.assign(new KeyboardEvent('keydown'), { keyCode: 40 }))
  here.value = gateFix
  await nextTick()
  expect(Math.round(map.getCenter().lat)).toBe(33)
})
