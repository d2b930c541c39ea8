import 'fake-indexeddb/auto'
import * as L from 'leaflet'
import { expect, test, vi } from 'vitest'
import { computed, defineComponent, h } from 'vue'
import type { MapStage } from '../../../src/app/features/map/map-stage.ts'
import MapList from '../../../src/app/features/map/MapList.vue'
import { useMapData } from '../../../src/app/features/map/use-map-data.ts'
import { createPhone, mountScreen, type Phone } from '../support/mount-screen.ts'

const shown = { signs: true, cases: true, schools: true, walk: false, track: false }

/** The list beside a map of nowhere, for which the database has answered or not. */
async function open(phone: Phone, hasAnswered?: boolean) {
  const map = L.map(document.createElement('div')).setView([0, 0], 12, { animate: false })
  const heard: boolean[] = []
  const screen = defineComponent(() => {
    const data = useMapData()
    heard.push(data.isRead.value)
    const isRead = hasAnswered === undefined ? data.isRead : computed(() => hasAnswered)
    return () => h(MapList, { data: { ...data, isRead }, stage: { map } as MapStage, shown })
  })
  return { heard, screen: await mountScreen(screen, { phone, path: '/' }) }
}

test('nothing is said to be missing before the phone’s own database has answered', async () => {
  const phone = createPhone()
  await phone.readFeeds()
  const before = await open(phone, false)
  expect(before.heard).toEqual([false])
  await vi.waitFor(async () => expect(await phone.db.cursors.count()).toBe(1))
  expect(before.screen.wrapper.find('.hint').exists()).toBe(false)
  const { screen } = await open(phone)
  await vi.waitFor(() => expect(screen.wrapper.get('.hint').text()).toContain('这一片没有内容'))
})
