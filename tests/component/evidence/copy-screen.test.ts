import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import MosaicRects from '../../../src/app/features/evidence/MosaicRects.vue'
import OfficeCopy from '../../../src/app/features/evidence/OfficeCopy.vue'
import type { CopyFacts } from '../../../src/app/services.ts'
import EvidencePhotos from '../../../src/app/ui/EvidencePhotos.vue'
import type { PartId, Sha256 } from '../../../src/domain/ids.ts'
import type { PhotoRef } from '../../../src/domain/journal/part-ref.ts'
import type { Role } from '../../../src/domain/people/role.ts'
import { createCaseLife } from '../../support/case-life.ts'
import { createOfficeCases } from '../support/office-cases.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

const partId = '018f0000-0000-7000-8000-000000000001' as PartId
const sha256 = 'ab12'.repeat(16) as Sha256
const photo: PhotoRef = {
  partId,
  sha256,
  sizeBytes: 9,
  kind: 'photo',
  mime: 'image/jpeg',
  role: 'scene',
  widthPx: 600,
  heightPx: 400,
  source: 'camera',
  takenAt: '2026-11-20T06:30:00.000Z',
}
const life = createCaseLife()
const caseId = life.state().caseId
const stored = { ref: photo, entryId: life.state().reportedBy, state: 'stored', storedAt: null } as const

/** No browser draws here: what is drawn is held by tests/e2e/evidence.spec.ts. */
beforeEach(() => {
  vi.stubGlobal('createImageBitmap', async () => ({ width: 600, height: 400, close: () => undefined }))
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
  vi.spyOn(HTMLCanvasElement.prototype, 'toBlob').mockImplementation((done) => done(new Blob(['a copy'])))
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:copy')
})

async function open(keepCopy: (copy: Blob, facts: CopyFacts) => Promise<Sha256>): Promise<Screen> {
  const cases = createOfficeCases([life])
  const office = { ...cases, caseDetail: async () => ({ ...(await cases.caseDetail(caseId)), parts: [stored] }) }
  const desk = { original: async () => new Blob(['original']), keepCopy }
  const screen = await mountScreen(OfficeCopy, {
    phone: createPhone(),
    path: '/office/ledger',
    role: 'captain',
    props: { subject: caseId, partId },
    services: { office, evidenceDesk: async () => desk as never },
  })
  await vi.waitFor(() => expect(screen.button('导出')).toBeDefined())
  return screen
}
/** Names of the files that were given to the browser. */
function watchDownloads(): string[] {
  const names: string[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download)
  })
  return names
}

describe('a copy', () => {
  test('is known to the server, with its marks and mosaics, before it is a file', async () => {
    const names = watchDownloads()
    const kept: CopyFacts[] = []
    const screen = await open(async (_copy, facts) => {
      expect(names).toEqual([])
      kept.push(facts)
      return 'cd34'.repeat(16) as Sha256
    })
    await screen.tap('＋ 加一处打码')
    await screen.wrapper.findAll('input[type=checkbox]')[2]?.setValue(false)
    await screen.tap('导出')
    await vi.waitFor(() => expect(names).toEqual([`副本-${caseId.slice(-6).toUpperCase()}-cd34cd34.jpg`]))
    expect(kept).toEqual([{ partId, marks: ['time', 'place', 'number'], mosaics: 1 }])
    expect(screen.text()).toContain('✓ 已导出并登记')
  })

  test('that the server does not take is no file', async () => {
    const names = watchDownloads()
    const screen = await open(async () => {
      throw Object.assign(new Error('down'), { code: 'network/unreachable' })
    })
    await screen.tap('导出')
    await vi.waitFor(() => expect(screen.text()).toContain('连不上服务器'))
    expect(names).toEqual([])
  })

  test('of a picture that this browser cannot draw is refused in words', async () => {
    vi.stubGlobal('createImageBitmap', async () => Promise.reject(new Error('not a picture')))
    const desk = { original: async () => new Blob(['heic']) }
    const cases = createOfficeCases([life])
    const office = { ...cases, caseDetail: async () => ({ ...(await cases.caseDetail(caseId)), parts: [stored] }) }
    const services = { office, evidenceDesk: async () => desk as never }
    const props = { subject: caseId, partId }
    const screen = await mountScreen(OfficeCopy, { phone: createPhone(), path: '/', role: 'captain', props, services })
    await vi.waitFor(() => expect(screen.text()).toContain('本机显示不了，不能导出副本'))
    expect(screen.button('导出')).toBeUndefined()
  })
})

describe('mosaics', () => {
  const first = { left: 100, top: 100, width: 60, height: 60 }
  async function openRects() {
    const { wrapper } = await mountScreen(MosaicRects, {
      phone: createPhone(),
      path: '/',
      props: { picture: { width: 600, height: 400 }, modelValue: [first] },
    })
    const stage = wrapper.get<HTMLElement>('.stage')
    stage.element.getBoundingClientRect = () => ({ left: 0, top: 0, width: 300, height: 200 }) as DOMRect
    stage.element.setPointerCapture = () => undefined
    return { stage, rect: wrapper.get('button'), said: () => wrapper.emitted('update:modelValue')?.at(-1)?.[0] }
  }

  test('are drawn with a pointer, in pixels of the picture', async () => {
    const { stage, said } = await openRects()
    await stage.trigger('pointerdown', { clientX: 10, clientY: 10 })
    await stage.trigger('pointermove', { clientX: 60, clientY: 40 })
    await stage.trigger('pointerup')
    expect(said()).toEqual([first, { left: 20, top: 20, width: 100, height: 60 }])
  })

  test('are moved with a pointer', async () => {
    const { stage, rect, said } = await openRects()
    await rect.trigger('pointerdown', { clientX: 60, clientY: 60 })
    await stage.trigger('pointermove', { clientX: 70, clientY: 55 })
    await stage.trigger('pointerup')
    expect(said()).toEqual([{ ...first, left: 120, top: 90 }])
  })

  test.each([
    [{ key: 'ArrowRight' }, [{ ...first, left: 112 }]],
    [{ key: 'ArrowUp' }, [{ ...first, top: 88 }]],
    [{ key: 'ArrowDown', shiftKey: true }, [{ ...first, height: 72 }]],
    [{ key: 'Delete' }, []],
  ])('are moved, resized and removed by keys: %o', async (press, expected) => {
    const { rect, said } = await openRects()
    await rect.trigger('keydown', press)
    expect(said()).toEqual(expected)
  })
})

describe('a photo in the panel of a case', () => {
  const copyOf = `/office/ledger/${caseId}/photos/${partId}`
  async function showPhoto(role: Role, state: 'stored' | 'unreadable' | 'erased' = 'stored') {
    const props = { subject: caseId, parts: [{ ...stored, state }] }
    const { wrapper } = await mountScreen(EvidencePhotos, { phone: createPhone(), path: '/', role, props })
    const linksIn = (place: string): readonly string[] =>
      [...document.querySelectorAll(`${place} a`)].map((link) => link.getAttribute('href') ?? '')
    return { wrapper, linksIn }
  }

  test('leads to its copy for those who take things out, as it stands there and enlarged', async () => {
    const { wrapper, linksIn } = await showPhoto('captain')
    expect(linksIn('figure')).toContain(copyOf)
    await wrapper.get('figure button').trigger('click')
    expect(linksIn('.large')).toEqual([copyOf])
  })

  test('does not for those who only read', async () => {
    const { wrapper, linksIn } = await showPhoto('viewer')
    await wrapper.get('figure button').trigger('click')
    expect([...linksIn('figure'), ...linksIn('.large')]).not.toContain(copyOf)
  })

  test.each(['unreadable', 'erased'] as const)('that is %s leads to no copy', async (state) => {
    expect((await showPhoto('captain', state)).linksIn('figure')).not.toContain(copyOf)
  })
})
