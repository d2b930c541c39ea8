import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { ref, shallowRef } from 'vue'
import { expect, test, vi } from 'vitest'
import ImportPlaces from '../../../src/app/features/map/office/ImportPlaces.vue'
import type { Documents } from '../../../src/app/features/settings/use-documents.ts'
import type { OfficeApi } from '../../../src/app/office-api.ts'
import { createPhone, mountScreen, squad, type Screen } from '../support/mount-screen.ts'
import { toWgs84 } from '../../../src/domain/place/coordinate-system.ts'
import writeExcel from 'write-excel-file/node'

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
const geojson = new File(
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

/** A sheet with coordinates as 高德 shows them, and a row that names no school of ours. */
async function workbook(): Promise<File> {
  const word = (value: string) => ({ value, type: String })
  const number = (value: number) => ({ value, type: Number })
  const rows = [
    [word('学校'), word('岗位'), word('经度'), word('纬度')],
    [word('示例一小'), word('东门'), number(117.021), number(32.641)],
    [word('别处小学'), word('南门'), number(117.03), number(32.65)],
  ]
  const bytes = await writeExcel([{ data: rows, sheet: '坐标' }]).toBuffer()
  return new File([new Uint8Array(bytes)], 'places.xlsx')
}

async function open(editAll: OfficeApi['editAll']): Promise<Screen> {
  const documents: Documents = {
    documents: shallowRef([{ collection: 'schools', id: 'school-1', scope: squad, rev: 1, v: 1, data: school }]),
    loaded: ref(true),
    problem: ref(null),
    reload: async () => undefined,
    save: async () => true,
  }
  return mountScreen(ImportPlaces, {
    phone: createPhone(),
    path: '/',
    role: 'captain',
    props: { documents },
    services: { office: { editAll } as unknown as OfficeApi },
  })
}

async function choose({ wrapper }: Screen, file: File): Promise<void> {
  const input = wrapper.get<HTMLInputElement>('input[type=file]')
  Object.defineProperty(input.element, 'files', { value: [file] })
  await input.trigger('change')
}

test('a second tap while the import is being saved sends nothing', async () => {
  const editAll = vi.fn(() => new Promise<void>(() => undefined))
  const screen = await open(editAll)
  await choose(screen, geojson)
  await vi.waitFor(() => expect(screen.button('导入 1 所学校')).toBeDefined())
  screen.button('导入 1 所学校')?.click()
  screen.button('导入 1 所学校')?.click()
  await flushPromises()
  expect(editAll).toHaveBeenCalledTimes(1)
})

test.each([
  ['WGS-84（GPS、天地图）', 'wgs84', '1 个坐标按 WGS-84 原样使用'],
  ['GCJ-02（高德、腾讯）', 'gcj02', '1 个坐标已转为 WGS-84，平均移动 560 米'],
  ['BD-09（百度）', 'bd09', '1 个坐标已转为 WGS-84，平均移动 1209 米'],
] as const)(
  'an Excel file with coordinates of %s is kept in WGS-84, and what was converted is said first',
  async (name, system, words) => {
    const editAll = vi.fn<OfficeApi['editAll']>(async () => undefined)
    const screen = await open(editAll)
    await screen.tap(name)
    await choose(screen, await workbook())
    await vi.waitFor(() => expect(screen.button('导入 1 所学校')).toBeDefined())
    expect(screen.text()).toContain(words)
    expect(screen.text()).toContain('第 3 行别处小学系统里没有这所学校')
    await screen.tap('导入 1 所学校')
    await vi.waitFor(() => expect(editAll).toHaveBeenCalledTimes(1))
    const [[edit] = []] = editAll.mock.calls.map(([edits]) => edits)
    expect(edit?.data).toMatchObject({
      posts: [{ name: '东门', point: toWgs84({ lat: 32.641, lng: 117.021 }, system) }],
    })
  },
)
