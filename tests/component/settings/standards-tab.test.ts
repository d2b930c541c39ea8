import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'
import StandardsTab from '../../../src/app/features/settings/StandardsTab.vue'
import { starterCategories } from '../../../src/domain/casework/category-table.ts'
import { chooseFile } from '../support/choose-file.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'
import { createOfficeDocuments, type OfficeDocuments } from '../support/office-documents.ts'

let documents: OfficeDocuments
let screen: Screen
const file = new File(
  ['小类名称,立案条件,处置时限,结案条件\n示例井,缺失,2紧急工作时,补上\n,破损,尽快,更换\n路灯,不亮,1工作日,修复\n'],
  '示例部件标准.csv',
)

beforeEach(async () => {
  documents = createOfficeDocuments()
  documents.put('standards', 'categories', starterCategories, 'bureau')
  const { office } = documents
  screen = await mountScreen(StandardsTab, { phone: createPhone(), path: '/', role: 'admin', services: { office } })
})

test('a standard is shown with what was not understood, and saved as the next version', async () => {
  expect(screen.text()).toContain('现行第 1 版：87 个小类')
  await chooseFile(screen, file)
  await vi.waitFor(() =>
    expect(screen.text()).toContain('看懂 1 行：1 个小类、1 条时限（新增 0 个、有改动 1 个、不变 0 个）'),
  )
  expect(screen.text()).toContain('示例部件标准 第 3 行破损 ｜ 尽快 ｜ 更换时限看不明白')
  expect(documents.taken).toEqual([])
  expect(screen.text()).toContain('它们的小类整个不导入，保持原样')
  await screen.tap('存为第 2 版')
  expect(documents.data('standards', 'categories')).toMatchObject({
    version: 2,
    source: { fileName: '示例部件标准.csv', importedAt: '2026-11-20T06:30:00.000Z' },
  })
  expect(screen.text()).toContain('现行第 2 版：87 个小类')
})

test('a standard that somebody else replaced meanwhile is compared anew and not overwritten', async () => {
  await chooseFile(screen, file)
  await vi.waitFor(() => expect(screen.button('存为第 2 版')).toBeDefined())
  documents.put('standards', 'categories', { ...starterCategories, version: 2 }, 'bureau')
  await screen.tap('存为第 2 版')
  expect(screen.text()).toContain('别人刚刚导入了另一版')
  expect(documents.taken).toEqual([])
  await screen.tap('存为第 3 版')
  expect(documents.data('standards', 'categories')).toMatchObject({ version: 3 })
})
