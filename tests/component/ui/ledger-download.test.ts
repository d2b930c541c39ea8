import { flushPromises, mount } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import LedgerDownload from '../../../src/app/ui/LedgerDownload.vue'
import type { OnReceived } from '../../../src/device/http/download.ts'

vi.mock('../../../src/app/ui/download-file.ts', () => ({ downloadFile: () => undefined }))

test('whoever waits for a 台账 reads how far it is: lines, then pictures, and bytes where nobody knows', async () => {
  let hear: OnReceived = () => undefined
  let end: (file: File) => void = () => undefined
  const take = (_format: string, onReceived: OnReceived): Promise<File> => {
    hear = onReceived
    return new Promise((resolve) => (end = resolve))
  }
  const formats = [{ format: 'xlsx', label: 'Excel' }]
  const wrapper = mount(LedgerDownload, { props: { title: '导出', formats, take } })
  await wrapper.get('button').trigger('click')
  const says = async (...heard: Parameters<OnReceived>): Promise<string> => {
    hear(...heard)
    await flushPromises()
    return wrapper.get('[role=status]').text()
  }
  expect(wrapper.get('[role=status]').text()).toBe('正在生成文件…')
  expect(await says(1_572_864, null)).toBe('正在下载，已收到 1.5 MB')
  expect(wrapper.find('progress').exists()).toBe(false)
  expect(await says(2_000_000, { of: 'lines', done: 1_299, total: 3_000 })).toBe(
    '正在写入第 1299 条，共 3000 条（43%）',
  )
  expect(wrapper.get('progress').attributes()).toMatchObject({ value: '1299', max: '3000' })
  expect(await says(3_000_000, { of: 'pictures', done: 5, total: 8 })).toBe('正在放入照片 5/8 张（62%）')
  end(new File([], '示例.xlsx'))
  await flushPromises()
  expect(wrapper.find('[role=status]').exists()).toBe(false)
})
