import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import ScanSign from '../../../src/app/features/signs/ScanSign.vue'
import { createLabelReader } from '../../../src/app/features/signs/label-reader.ts'
import { knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

/** A browser that reads these codes in every picture. */
const browserOf = (texts: readonly string[], formats: readonly string[] = ['qr_code']) => ({
  BarcodeDetector: class {
    static getSupportedFormats = async (): Promise<readonly string[]> => formats
    detect = async (): Promise<readonly { rawValue: string }[]> => texts.map((rawValue) => ({ rawValue }))
  },
})
const noneOfOurs = (): Promise<never> => Promise.reject(new Error('not in the cache'))
const readerOf = (texts: readonly string[]) => createLabelReader(browserOf(texts), noneOfOurs)

test('where no camera opens a picture or the number is asked for, whose end finds the sign without a network', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { facts: { signNo: 'GG-A1B2C3', content: '示例书店' } })
  await knowSign(phone, { facts: { signNo: 'GG-D4E5F6', content: '示例面馆' } })
  const screen = await mountScreen(ScanSign, { phone, path: '/signs/scan' })
  await vi.waitFor(() => expect(screen.text()).toContain('相机打不开，请拍一张标签来识别，或输入编号'))
  expect(screen.button('拍一张标签来识别')).toBeDefined()
  await screen.wrapper.find('input').setValue('b2c3')
  await vi.waitFor(() => expect(screen.text()).toContain('示例书店'))
  expect(screen.text()).not.toContain('示例面馆')
  expect(screen.wrapper.find('li a').attributes('href')).toBe(`/signs/${signId}`)
})

test('a number that this phone does not know is said to be unknown', async () => {
  const screen = await mountScreen(ScanSign, { phone: createPhone(), path: '/signs/scan' })
  await screen.wrapper.find('input').setValue('9999')
  await vi.waitFor(() => expect(screen.text()).toContain('本机没有这块招牌'))
})

test('of the codes in a picture the one that is a label of ours counts', async () => {
  const read = await readerOf(['https://elsewhere.example/pay', 'https://xunhu.example/signs/sign-1'])
  expect(await read?.(document.createElement('video'))).toBe('sign-1')
  const other = await readerOf(['https://elsewhere.example/pay'])
  expect(await other?.(document.createElement('video'))).toBeNull()
})

test.each([
  ['no reader', {}],
  ['a reader that knows no QR codes', browserOf([], ['ean_13'])],
])('a browser with %s reads with ours', async (_, browser) => {
  const read = await createLabelReader(browser, async () => async () => ['https://xunhu.example/signs/sign-2'])
  expect(await read?.(document.createElement('video'))).toBe('sign-2')
  expect(await createLabelReader(browser, noneOfOurs)).toBeNull()
})

test('a browser that reads codes by itself does not load ours', async () => {
  let loads = 0
  const read = await createLabelReader(browserOf(['https://xunhu.example/signs/sign-1']), () => {
    loads += 1
    return noneOfOurs()
  })
  expect([await read?.(document.createElement('video')), loads]).toEqual(['sign-1', 0])
})
