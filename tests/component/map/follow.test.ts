import * as L from 'leaflet'
import { expect, test } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import type { MapStage } from '../../../src/app/features/map/map-stage.ts'
import { useFollow } from '../../../src/app/features/map/use-follow.ts'
import type { Fix } from '../../../src/domain/place/point.ts'
import { gateFix } from '../../support/field-records.ts'
import { inComponent } from '../support/in-component.ts'

/** A map at the sample's middle, on which nothing is drawn. */
async function openMap() {
  const map = L.map(document.createElement('div')).setView([30, 114], 12, { animate: false })
  const here = shallowRef<Fix | null>(gateFix)
  const stage = shallowRef<MapStage | null>(null)
  const { result } = inComponent(() => useFollow({ here: here as never }, stage))
  stage.value = { map } as MapStage
  await nextTick()
  const walkTo = async (lat: number): Promise<void> => {
    here.value = { ...gateFix, lat }
    await nextTick()
  }
  const centre = (): number => Number(map.getCenter().lat.toFixed(3))
  return { map, follow: result, walkTo, centre, here }
}

test('one tap goes to where I stand, near enough to see the street, and stays there', async () => {
  const { map, follow, walkTo, centre } = await openMap()
  follow.locate()
  expect([centre(), map.getZoom(), follow.isFollowing.value]).toEqual([30.5, 17, false])
  await walkTo(30.501)
  expect(centre()).toBe(30.5)
})

test('a second tap follows me as I walk, a third lets me walk away', async () => {
  const { follow, walkTo, centre } = await openMap()
  follow.locate()
  follow.locate()
  expect(follow.isFollowing.value).toBe(true)
  await walkTo(30.501)
  expect(centre()).toBe(30.501)
  follow.locate()
  await walkTo(30.502)
  expect([centre(), follow.isFollowing.value]).toEqual([30.501, false])
})

test('whoever drags the map is not pulled back, and the next tap only goes to me', async () => {
  const { map, follow, walkTo, centre } = await openMap()
  follow.locate()
  follow.locate()
  map.fire('dragstart')
  expect(follow.isFollowing.value).toBe(false)
  await walkTo(30.501)
  expect(centre()).toBe(30.5)
  follow.locate()
  expect([centre(), follow.isFollowing.value]).toEqual([30.501, false])
})

test('whoever moves the map by its keys is not pulled back either; other keys leave it as it is', async () => {
  const { map, follow, walkTo, centre } = await openMap()
  follow.locate()
  follow.locate()
  const press = (key: string): unknown => map.fire('keydown', { originalEvent: new KeyboardEvent('keydown', { key }) })
  press('Shift')
  expect(follow.isFollowing.value).toBe(true)
  press('ArrowUp')
  expect(follow.isFollowing.value).toBe(false)
  await walkTo(30.501)
  expect(centre()).toBe(30.5)
})

test('a closer look stays as close, and without a place nothing moves', async () => {
  const { map, follow, here, centre } = await openMap()
  map.setView([30, 114], 19, { animate: false })
  follow.locate()
  expect(map.getZoom()).toBe(19)
  const lost = await openMap()
  lost.here.value = null
  lost.follow.locate()
  expect([lost.centre(), centre()]).toEqual([30, 30.5])
  expect(here.value).not.toBeNull()
})
