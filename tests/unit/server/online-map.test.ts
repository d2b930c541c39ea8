import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../../src/server/config.ts'
import { parseOnlineMap, tileOrigins } from '../../../src/server/online-map.ts'

describe('the online map', () => {
  test('is 天地图 with the bureau’s own key: streets and their names', () => {
    const layer = parseOnlineMap('tianditu:0123abcd')
    expect(layer?.urls).toHaveLength(2)
    expect(layer?.urls.every((url) => url.endsWith('&tk=0123abcd'))).toBe(true)
    expect(tileOrigins(layer!)).toHaveLength(8)
  })

  test('[MAP-4] is any XYZ service, and its hosts are all that pages may load from', () => {
    const layer = parseOnlineMap('https://{s}.tiles.example/{z}/{x}/{y}.png?key=1')
    expect(tileOrigins(layer!)).toEqual([
      'https://a.tiles.example',
      'https://b.tiles.example',
      'https://c.tiles.example',
    ])
    expect(tileOrigins(parseOnlineMap('https://tiles.example:8443/{z}/{x}/{y}')!)).toEqual([
      'https://tiles.example:8443',
    ])
  })

  test.each([
    'http://tiles.example/{z}/{x}/{y}',
    'https://tiles.example/{z}/{x}',
    'https://*/{z}/{x}/{y}',
    'tianditu:',
    'x',
  ])('is not %s', (text) => {
    expect(() => loadConfig({ ONLINE_MAP: text })).toThrow('ONLINE_MAP')
  })
})
