import { expect, test } from 'vitest'
import { shallowRef } from 'vue'
import { useBaseLayer } from '../../../src/app/features/map/use-base-layer.ts'
import type { BaseMapState } from '../../../src/device/base-map/base-map.ts'
import { inComponent } from '../support/in-component.ts'

const online = {
  name: '天地图',
  urls: ['https://tiles.example/{z}/{x}/{y}'],
  subdomains: [],
  maxZoom: 18,
  attribution: '',
}

const kindsWith = (state: object | null) => {
  const base = { state: shallowRef(state as BaseMapState | null), open: () => null, download: () => undefined }
  return inComponent(() => useBaseLayer(base, shallowRef(null), shallowRef(null))).result
}

test('a map of somebody else is never chosen by itself, also where nothing else lies below', () => {
  const { kind, kinds } = kindsWith({ here: null, online })
  expect([kind.value, kinds.value]).toEqual(['offline', ['offline', 'online']])
  kind.value = 'online'
  expect(kind.value).toBe('online')
})

test('there is no choice where the bureau has no map of somebody else', () => {
  expect(kindsWith({ here: null, online: null }).kinds.value).toEqual(['offline'])
})
