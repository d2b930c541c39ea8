import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { keepPin } from '../../../src/app/features/map/keep-pin.ts'
import { pinnedFix } from '../../../src/app/composables/picked-place.ts'
import type { DraftRow } from '../../../src/device/database/rows.ts'
import { createPhone, type Phone } from '../support/mount-screen.ts'

const at = { lat: 32.6401, lng: 117.02 }

async function pinned(kind: DraftRow['kind'], data: Readonly<Record<string, unknown>>) {
  const phone: Phone = createPhone()
  await phone.give('streets', 'street-1', {
    id: 'street-1',
    name: '示例东路',
    scope: 'squad-1',
    roadClass: 'main',
    line: [
      { lat: 32.64, lng: 117.01 },
      { lat: 32.64, lng: 117.03 },
    ],
  })
  await phone.drafts.save({ id: 'draft-1', kind, subject: '', data })
  const isKept = await keepPin(phone, 'draft-1', pinnedFix(at, phone.clock.now()))
  return { isKept, data: (await phone.drafts.load('draft-1'))?.data }
}

test('a place that was pointed at for a finding is its place, with the street in words', async () => {
  const { isKept, data } = await pinned('finding', { note: '写了一半' })
  expect(isKept).toBe(true)
  expect(data).toMatchObject({ note: '写了一半', fix: { ...at, source: 'manualPin' }, streetId: 'street-1' })
  expect(data?.['placeText']).toContain('示例东路')
})

test('an address that somebody has typed for a sign stays, and its place moves', async () => {
  const { data } = await pinned('sign', { address: '示例路 12 号', addressChosen: true })
  expect(data).toMatchObject({ address: '示例路 12 号', fix: at, streetId: 'street-1' })
  const { data: untyped } = await pinned('sign', { address: '', addressChosen: false })
  expect(untyped).toMatchObject({ address: '示例东路' })
})

test('a form without a place takes none', async () => {
  expect(await pinned('survey', { note: '' })).toEqual({ isKept: false, data: { note: '' } })
})
