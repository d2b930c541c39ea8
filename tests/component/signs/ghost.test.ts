import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import { ref } from 'vue'
import { useGhost } from '../../../src/app/features/signs/use-ghost.ts'
import type { AppServices } from '../../../src/app/services.ts'
import type { LocatorState } from '../../../src/device/location/locator.ts'
import type { PartId, Sha256, SubjectId } from '../../../src/domain/ids.ts'
import type { PhotoRef } from '../../../src/domain/journal/part-ref.ts'
import { foldSign } from '../../../src/domain/signage/fold-sign.ts'
import type { SignState } from '../../../src/domain/signage/sign-state.ts'
import { at, createEntryMaker } from '../../support/entry-maker.ts'
import { signData, surveyData } from '../../support/surveyed-sign.ts'
import { gateFix } from '../../support/field-records.ts'
import { inComponent } from '../support/in-component.ts'

const signId = 'sign-1' as SubjectId
const photo = (name: string, role: PhotoRef['role']): PhotoRef => ({
  partId: name as PartId,
  sha256: 'a'.repeat(64) as Sha256,
  sizeBytes: 9,
  kind: 'photo',
  mime: 'image/jpeg',
  role,
  widthPx: 4,
  heightPx: 3,
  source: 'camera',
  takenAt: '2026-11-20T06:30:00.000Z',
})

/** A sign with a hazard, and with a survey after it where one is told of. */
function surveyed(photos: readonly PhotoRef[], later?: readonly PhotoRef[]): SignState {
  const make = createEntryMaker(signId)
  const survey = (data: ReturnType<typeof surveyData>, time: string, parts: readonly PhotoRef[]) => {
    const stamped = make('sign.surveyed', data, { at: at(time) })
    return { ...stamped, entry: { ...stamped.entry, parts: [...parts] } }
  }
  const entries = [
    make('sign.registered', signData(), { at: at('08:00') }),
    survey(surveyData({ 'GG-P02': 'M' }), '09:00', photos),
    ...(later ? [survey(surveyData({}), '10:00', later)] : []),
  ]
  return foldSign(signId, entries) as SignState
}

function ghostOf(sign: SignState | undefined, state: LocatorState = { state: 'off' }) {
  const locator = { current: () => state, watch: () => () => undefined }
  return inComponent(() => useGhost(ref(sign)), { locator } as unknown as AppServices).result.value
}
const standing = (lat: number, lng: number): LocatorState =>
  ({ state: 'fixed', best: { ...gateFix, lat, lng } }) as never

test('the picture from afar of the newest hazard is what the next one is laid over', () => {
  expect(ghostOf(surveyed([photo('near', 'near'), photo('far', 'far')]))?.partId).toBe('far')
  expect(ghostOf(surveyed([photo('near', 'near'), photo('fixing', 'fixing')]))?.partId).toBe('near')
})

test('a survey that found nothing, and a picture of after, are no picture of before', () => {
  expect(ghostOf(surveyed([photo('far', 'far')], [photo('new', 'far')]))?.partId).toBe('far')
  expect(ghostOf(surveyed([photo('after', 'after')]))).toBeUndefined()
  expect(ghostOf(undefined)).toBeUndefined()
})

test('it says how far and in which direction the sign hangs from here, once the phone knows where it is', () => {
  const sign = surveyed([photo('far', 'far')])
  const { lat, lng } = sign.attributes.point
  expect(ghostOf(sign, standing(lat - 0.0009, lng))?.hint).toContain('北')
  expect(ghostOf(sign, standing(lat - 0.0009, lng))?.hint).toContain('100 米')
  expect(ghostOf(sign, standing(lat, lng + 0.001))?.hint).toContain('西')
  expect(ghostOf(sign)?.hint).not.toMatch(/\d/)
})
