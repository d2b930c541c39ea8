import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { ref, shallowRef } from 'vue'
import { expect, test, vi } from 'vitest'
import ImportPlaces from '../../../src/app/features/map/office/ImportPlaces.vue'
import type { Documents } from '../../../src/app/features/settings/use-documents.ts'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import { createPhone, mountScreen, squad } from '../support/mount-screen.ts'

const school = {
  id: 'school-1',
  name: '示例一小',
  kind: 'primary',
  scope: squad,
  point: { lat: 32.64, lng: 117.02 },
  posts: [],
  bells: [],
  perimeter: [],
}
const file = new File(
  [
    JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { 学校: '示例一小' },
          geometry: { type: 'Point', coordinates: [117.021, 32.641] },
        },
      ],
    }),
  ],
  'places.geojson',
)

test('a second tap while the import is being saved sends nothing', async () => {
  const editAll = vi.fn(() => new Promise<void>(() => undefined))
  const documents: Documents = {
    documents: shallowRef([{ collection: 'schools', id: 'school-1', scope: squad, rev: 1, v: 1, data: school }]),
    loaded: ref(true),
    problem: ref(null),
    reload: async () => undefined,
    save: async () => true,
  }
  const { wrapper, button } = await mountScreen(ImportPlaces, {
    phone: createPhone(),
    path: '/',
    role: 'captain',
    props: { documents },
    services: { office: { editAll } as unknown as OfficeApi },
  })
  const input = wrapper.get<HTMLInputElement>('input[type=file]')
  Object.defineProperty(input.element, 'files', { value: [file] })
  await input.trigger('change')
  await vi.waitFor(() => expect(button('导入 1 所学校')).toBeDefined())
  button('导入 1 所学校')?.click()
  button('导入 1 所学校')?.click()
  await flushPromises()
  expect(editAll).toHaveBeenCalledTimes(1)
})
