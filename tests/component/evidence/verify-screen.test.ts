import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { flushPromises } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import OfficeVerify from '../../../src/app/features/evidence/OfficeVerify.vue'
import { createEvidenceDesk } from '../../../src/app/office-evidence-desk.ts'
import type { HttpClient } from '../../../src/device/http/http-client.ts'
import { createDigest } from '../../../src/device/journal/digest.ts'
import type { KnownOriginal, VerifyPictureResponse } from '../../../src/protocol/evidence.ts'
import { chooseFile } from '../support/choose-file.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

const original = {
  partId: '018f0000-0000-7000-8000-000000000001',
  entryId: '018f0000-0000-7000-8000-000000000002',
  kind: 'case.reported',
  subject: 'case-018f0000-0000-7000-8000-000000000002',
  scope: 'squad-1',
  title: '店外经营',
  placeText: '示例一小东门',
  role: 'scene',
  source: 'viewfinder',
  takenAt: '2026-11-20T06:30:00.000Z',
  authorId: 'p-1001',
  authorName: '队员甲',
  receivedAt: '2026-11-20T06:31:00.000Z',
  state: 'stored',
  erasedAt: null,
  erasedFor: null,
} as unknown as KnownOriginal

/** The screen over a server that says this of every picture; what the server was sent. */
async function open(verdict: VerifyPictureResponse) {
  const sent: unknown[] = []
  const call = vi.fn(async (_method: string, path: string, _schema: unknown, options: unknown) => {
    sent.push([path, options])
    return verdict
  })
  const desk = createEvidenceDesk({
    http: { call } as unknown as HttpClient,
    download: async () => picture,
    digest: createDigest(globalThis.crypto.subtle),
  })
  const screen = await mountScreen(OfficeVerify, {
    phone: createPhone(),
    path: '/office/verify',
    role: 'captain',
    services: { evidenceDesk: async () => desk },
  })
  return { screen, sent }
}

const picture = new File(['bytes of a picture'], 'IMG_1.jpg', { type: 'image/jpeg' })
const sha256 = createHash('sha256').update('bytes of a picture').digest('hex')

async function verify(verdict: VerifyPictureResponse): Promise<Screen> {
  const { screen } = await open(verdict)
  await chooseFile(screen, picture)
  await vi.waitFor(() => expect(document.querySelectorAll('article')).toHaveLength(1))
  return screen
}

test('only the fingerprint of the file is sent', async () => {
  const { screen, sent } = await open({ is: 'unknown' })
  await chooseFile(screen, picture)
  await vi.waitFor(() => expect(sent).toEqual([['/api/office/verify-picture', { body: { sha256 } }]]))
  await flushPromises()
  expect(screen.text()).toContain(sha256)
})

test('a file that is dropped is verified as one that is chosen, several after each other', async () => {
  const { screen, sent } = await open({ is: 'unknown' })
  const files = [picture, new File(['another'], 'IMG_2.jpg')]
  await screen.wrapper.get('.drop').trigger('drop', { dataTransfer: { files } })
  await vi.waitFor(() => expect(document.querySelectorAll('article')).toHaveLength(2))
  expect(sent).toHaveLength(2)
  expect(screen.text()).toContain('IMG_1.jpg')
  expect(screen.text()).toContain('IMG_2.jpg')
})

test('a file that is dropped while another is verified waits for its turn', async () => {
  const { screen, sent } = await open({ is: 'unknown' })
  const drop = screen.wrapper.get('.drop')
  await Promise.all([
    drop.trigger('drop', { dataTransfer: { files: [picture] } }),
    drop.trigger('drop', { dataTransfer: { files: [new File(['another'], 'IMG_2.jpg')] } }),
  ])
  await vi.waitFor(() => expect(sent).toHaveLength(2))
})

describe('an original', () => {
  test('is told with what it is of, when it was taken, by whom and where it may be seen', async () => {
    const screen = await verify({ is: 'original', originals: [original], others: false })
    expect(screen.text()).toContain('✓ 是本系统原件')
    expect(screen.text()).toContain('店外经营，示例一小东门')
    expect(screen.text()).toContain('拍摄2026-11-20 14:30')
    expect(screen.text()).toContain('记录人队员甲')
    expect(screen.text()).toContain('来源现场拍摄')
    expect(screen.wrapper.get('.known a').attributes('href')).toBe(`/office/ledger/${original.subject}`)
  })

  test('from the gallery says that nobody knows when it was taken', async () => {
    const gallery = { ...original, source: 'gallery', fileTimeAt: '2020-01-01T00:00:00.000Z' } as const
    const screen = await verify({ is: 'original', originals: [gallery], others: false })
    expect(screen.text()).toContain('从相册选择，拍摄时间不能确认')
    expect(screen.text()).toContain('从相册导入2026-11-20 14:30')
    expect(screen.text()).toContain('相册文件时间2020-01-01 08:00')
  })

  test('that was erased says when and why, and shows no picture', async () => {
    const erased = {
      ...original,
      state: 'erased',
      erasedAt: '2026-11-21T00:00:00.000Z',
      erasedFor: 'retention',
    } as const
    const screen = await verify({ is: 'original', originals: [erased], others: false })
    expect(screen.text()).toContain('已于 2026-11-21 08:00 按期删除')
    expect(screen.wrapper.find('.known img').exists()).toBe(false)
  })

  test('whose record may not be seen is ours, and who knows more is named', async () => {
    const screen = await verify({ is: 'original', originals: [], others: true })
    expect(screen.text()).toContain('✓ 是本系统原件')
    expect(screen.text()).toContain('请联系指挥中心')
  })
})

test('a copy says that it is none of the originals, who took it out and what was drawn on it', async () => {
  const copy = {
    original,
    madeAt: '2026-11-20T07:00:00.000Z',
    madeBy: 'p-2001',
    madeByName: '中队长甲',
    marks: ['time', 'number'],
    mosaics: 2,
  } as never
  const screen = await verify({ is: 'copy', copies: [copy], others: false })
  expect(screen.text()).toContain('◇ 是本系统导出的副本，不是原件')
  expect(screen.text()).toContain('副本导出2026-11-20 15:00 中队长甲水印时间、编号打码2 处')
  expect(screen.text()).toContain('请与原件对照')
})

test('an unknown one says what may have changed it', async () => {
  const screen = await verify({ is: 'unknown' })
  expect(screen.text()).toContain('? 不认识')
  expect(screen.text()).toContain('经微信等以图片发送（会压缩）')
})

test('a server that is not reached is no verdict', async () => {
  const failing = async () => {
    throw Object.assign(new Error('down'), { code: 'network/unreachable' })
  }
  const screen = await mountScreen(OfficeVerify, {
    phone: createPhone(),
    path: '/office/verify',
    role: 'captain',
    services: { evidenceDesk: async () => ({ verify: failing }) as never },
  })
  await chooseFile(screen, picture)
  await vi.waitFor(() => expect(screen.text()).toContain('连不上服务器'))
  expect(document.querySelectorAll('article')).toHaveLength(0)
})
