import 'fake-indexeddb/auto'
import { createHash } from 'node:crypto'
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import OfficeDossier from '../../../src/app/features/evidence/OfficeDossier.vue'
import { createEvidenceDesk } from '../../../src/app/office-evidence-desk.ts'
import { createDigest } from '../../../src/device/journal/digest.ts'
import type { PartId, Sha256 } from '../../../src/domain/ids.ts'
import type { PhotoRef } from '../../../src/domain/journal/part-ref.ts'
import { canonicalJson } from '../../../src/lib/canonical-json.ts'
import type { CaseDetailResponse } from '../../../src/protocol/office.ts'
import { createCaseLife } from '../../support/case-life.ts'
import { createOfficeCases } from '../support/office-cases.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'

enableAutoUnmount(afterEach)

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
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

async function open(parts: CaseDetailResponse['parts']): Promise<Screen> {
  const cases = createOfficeCases([life])
  const office = { ...cases, caseDetail: async () => ({ ...(await cases.caseDetail(caseId)), parts }) }
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
    services: { office, evidenceDesk: async () => desk },
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

  test('is printed once its photos are on the page, not before', async () => {
    const screen = await open([part(1, 'stored'), part(2, 'erased')])
    expect(screen.button('打印 / PDF')?.disabled).toBe(true)
    await screen.wrapper.get('figure img').trigger('load')
    await flushPromises()
    expect(screen.button('打印 / PDF')?.disabled).toBe(false)
  })
})
