import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { flushPromises } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import OfficeDossier from '../../../src/app/features/evidence/OfficeDossier.vue'
import { createEvidenceDesk } from '../../../src/app/office-evidence-desk.ts'
import type { EvidenceDesk } from '../../../src/app/services.ts'
import { createDigest } from '../../../src/device/journal/digest.ts'
import type { PartId, Sha256 } from '../../../src/domain/ids.ts'
import type { PhotoRef } from '../../../src/domain/journal/part-ref.ts'
import { canonicalJson } from '../../../src/lib/canonical-json.ts'
import type { CaseDetailResponse } from '../../../src/protocol/office.ts'
import { createCaseLife } from '../../support/case-life.ts'
import { createOfficeCases } from '../support/office-cases.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

const life = createCaseLife()
life.toHandled()
const caseId = life.state().caseId

const photo = (n: number): PhotoRef => ({
  partId: `018f0000-0000-7000-8000-00000000000${n}` as PartId,
  sha256: String(n).repeat(64) as Sha256,
  sizeBytes: 9,
  kind: 'photo',
  mime: 'image/jpeg',
  role: 'scene',
  widthPx: 600,
  heightPx: 400,
  source: 'camera',
  takenAt: '2026-11-20T06:30:00.000Z',
})
const part = (n: number, state: 'stored' | 'erased'): CaseDetailResponse['parts'][number] => ({
  ref: photo(n),
  entryId: life.state().reportedBy,
  state,
  storedAt: null,
})
const voice = (n: number, state: 'stored' | 'erased'): CaseDetailResponse['parts'][number] => ({
  ...part(n, 'stored'),
  state,
  ref: {
    partId: photo(n).partId,
    sha256: photo(n).sha256,
    sizeBytes: 9,
    kind: 'voice',
    mime: 'audio/webm',
    durationMs: 7_400,
    takenAt: '2026-11-20T06:30:00.000Z',
  },
})
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

type NotePrint = EvidenceDesk['notePrint']
/** Tells the office that something is new. */
let tellNews: () => void = () => undefined

async function open(parts: CaseDetailResponse['parts'], notePrint: NotePrint = async () => undefined): Promise<Screen> {
  const cases = createOfficeCases([life])
  const onNews = (listener: () => void): (() => void) => {
    tellNews = listener
    return () => undefined
  }
  const office = {
    ...cases,
    caseDetail: async () => ({ ...(await cases.caseDetail(caseId)), parts: [...parts] }),
    onNews,
  }
  const desk = createEvidenceDesk({
    http: {} as never,
    download: {} as never,
    digest: createDigest(globalThis.crypto.subtle),
  })
  const screen = await mountScreen(OfficeDossier, {
    phone: createPhone(),
    path: '/office/ledger',
    role: 'captain',
    props: { caseId },
    services: { office, evidenceDesk: async () => ({ ...desk, notePrint }) },
  })
  await vi.waitFor(() => screen.wrapper.get('[data-whole]'))
  return screen
}

describe('案卷', () => {
  test('holds every record of the case with its id and the hash that the server has of it', async () => {
    const screen = await open([])
    const shown = screen.wrapper.findAll('li code').map((code) => code.text())
    expect(shown).toEqual(life.entries.map(({ entry }) => sha256(canonicalJson(entry))))
    for (const { entry } of life.entries) expect(screen.text()).toContain(`编号 ${entry.id}`)
  })

  test('holds every photo with its hash, those that are gone with the reason', async () => {
    const screen = await open([part(1, 'stored'), part(2, 'erased')])
    const figures = screen.wrapper.findAll('figure').map((figure) => figure.text())
    expect(figures[0]).toContain('1'.repeat(64))
    expect(figures[1]).toContain('已按规定清除')
    expect(figures[1]).toContain('2'.repeat(64))
  })

  test('lists every hash, and the one of the whole is of that list', async () => {
    const screen = await open([part(1, 'stored')])
    const lines = screen.wrapper.get('pre').text().split('\n')
    expect(lines).toHaveLength(life.entries.length + 1)
    expect(lines.at(-1)).toBe(`${'1'.repeat(64)}  ${photo(1).partId}`)
    expect(screen.wrapper.get('[data-whole]').text()).toBe(sha256(lines.map((line) => `${line}\n`).join('')))
  })

  test('names every voice note with its length and its hash, which stand in the list after the photos', async () => {
    const screen = await open([voice(4, 'stored'), voice(5, 'erased'), part(1, 'stored')])
    const notes = screen.wrapper.findAll('[data-voices] li').map((note) => note.text())
    expect(notes[0]).toContain('语音 1　2026-11-20 14:30 录音 · 长 0:07 · ')
    expect(notes[0]).toContain('4'.repeat(64))
    expect(notes[1]).toContain('已按规定清除')
    const lines = screen.wrapper.get('pre').text().split('\n')
    expect(lines.slice(life.entries.length)).toEqual(
      [1, 4, 5].map((n) => `${String(n).repeat(64)}  ${photo(n).partId}`),
    )
    expect(screen.wrapper.get('[data-whole]').text()).toBe(sha256(lines.map((line) => `${line}\n`).join('')))
  })

  test('is printed once its photos are on the page, not before', async () => {
    const screen = await open([part(1, 'stored'), part(2, 'erased')])
    expect(screen.button('打印 / PDF')?.disabled).toBe(true)
    await screen.wrapper.get('figure img').trigger('load')
    await flushPromises()
    expect(screen.button('打印 / PDF')?.disabled).toBe(false)
  })
})

describe('[EVID-5] a printed 案卷', () => {
  const isOnPaper = (screen: Screen): boolean => !screen.wrapper.get('.dossier').classes('not-on-paper')
  function watchPrints(screen: () => Screen): boolean[] {
    const printed: boolean[] = []
    vi.stubGlobal('print', () => printed.push(isOnPaper(screen())))
    return printed
  }

  test('is known to the audit by the hash over all of it before the dialog opens', async () => {
    const noted: unknown[] = []
    const printed = watchPrints(() => screen)
    const screen = await open([], async (...said) => {
      expect(printed).toEqual([])
      noted.push(said)
    })
    expect(isOnPaper(screen)).toBe(false)
    await screen.tap('打印 / PDF')
    await vi.waitFor(() => expect(printed).toEqual([true]))
    expect(noted).toEqual([[caseId, screen.wrapper.get('[data-whole]').text()]])
  })

  test('that the audit does not take is not printed, and the person is told', async () => {
    const printed = watchPrints(() => screen)
    const screen = await open([], async () => {
      throw Object.assign(new Error('down'), { code: 'network/unreachable' })
    })
    await screen.tap('打印 / PDF')
    await vi.waitFor(() => expect(screen.text()).toContain('连不上服务器'))
    expect(screen.text()).toContain('没有记入审计，所以没有打印')
    expect(printed).toEqual([])
    expect(isOnPaper(screen)).toBe(false)
    expect(screen.button('打印 / PDF')?.disabled).toBe(false)
  })

  test('printed twice is noted twice', async () => {
    const noted: unknown[] = []
    const printed = watchPrints(() => screen)
    const screen = await open([], async (...said) => void noted.push(said))
    await screen.tap('打印 / PDF')
    await vi.waitFor(() => expect(printed).toHaveLength(1))
    await screen.tap('打印 / PDF')
    await vi.waitFor(() => expect(printed).toHaveLength(2))
    expect(noted).toHaveLength(2)
  })

  test('of a case that has news while it is noted is shown anew, not printed, and noted anew before it is', async () => {
    const printed = watchPrints(() => screen)
    const parts = [part(2, 'erased')]
    const noted: string[] = []
    const screen = await open(parts, async (_case, whole) => {
      noted.push(whole)
      if (noted.length > 1) return
      parts.push(part(3, 'erased'))
      tellNews()
      await vi.waitFor(() => expect(screen.wrapper.get('[data-whole]').text()).not.toBe(whole))
    })
    await screen.tap('打印 / PDF')
    await vi.waitFor(() => expect(screen.text()).toContain('案卷刚更新过，没有打印'))
    expect([printed, isOnPaper(screen)]).toEqual([[], false])
    await screen.tap('打印 / PDF')
    await vi.waitFor(() => expect(printed).toEqual([true]))
    expect(noted[1]).toBe(screen.wrapper.get('[data-whole]').text())
    expect(noted[1]).not.toBe(noted[0])
  })
})
