import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import SignShow from '../../../src/app/features/signs/SignShow.vue'
import type { EntryId, SubjectId } from '../../../src/domain/ids.ts'
import { signData, surveyData } from '../../support/surveyed-sign.ts'
import { knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen, squad, type Phone } from '../support/mount-screen.ts'

/** The camera that the next tap opens; it gives its picture when it is told to. */
function heldCamera(): { shoot(): Promise<void> } {
  const opened: HTMLInputElement[] = []
  vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementation(function (this: HTMLInputElement) {
    opened.push(this)
  })
  return {
    shoot: async () => {
      await vi.waitFor(() => expect(opened).toHaveLength(1))
      const [input] = opened
      const picture = new File([Uint8Array.from([0xff, 0xd8, 0xff, 1])], 'IMG.jpg', { type: 'image/jpeg' })
      if (input) Object.defineProperty(input, 'files', { value: [picture] })
      input?.dispatchEvent(new Event('change'))
    },
  }
}

async function surveyAgain(phone: Phone, signId: SubjectId): Promise<EntryId> {
  phone.clock.advance(60_000)
  const id = phone.journal.newId()
  const data = surveyData({ 'GG-P02': 'M' }, { sign: signData(), nowMs: phone.clock.now(), hasOpenCase: true })
  await phone.journal.record([{ id, kind: 'sign.surveyed', scope: squad, subjects: [signId], data }])
  return id
}

const photosOfSurveys = async (phone: Phone, signId: SubjectId): Promise<readonly number[]> =>
  (await phone.db.signs.get(signId))?.value.surveys.map(({ photos }) => photos.length) ?? []

test('a picture belongs to the survey that it was taken for, though a newer one comes in while the camera is open', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { defects: { 'GG-P02': 'M' } })
  const camera = heldCamera()
  const screen = await mountScreen(SignShow, { phone, path: '/', props: { signId } })
  await vi.waitFor(() => expect(screen.button('拍照')).toBeDefined())
  await screen.tap('拍照')
  await surveyAgain(phone, signId)
  await camera.shoot()
  await vi.waitFor(async () => expect(await photosOfSurveys(phone, signId)).toEqual([1, 0]))
})

test('the next picture belongs to the newest survey', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { defects: { 'GG-P02': 'M' } })
  const camera = heldCamera()
  const screen = await mountScreen(SignShow, { phone, path: '/', props: { signId } })
  await vi.waitFor(() => expect(screen.button('拍照')).toBeDefined())
  await surveyAgain(phone, signId)
  await vi.waitFor(() => expect(screen.wrapper.findAll('article')).toHaveLength(2))
  await screen.tap('拍照')
  await camera.shoot()
  await vi.waitFor(async () => expect(await photosOfSurveys(phone, signId)).toEqual([0, 1]))
})

test('a picture that outlived its page is recorded when the sign is opened again, once', async () => {
  const phone = createPhone()
  const { signId, surveyId } = await knowSign(phone, { defects: { 'GG-P02': 'M' } })
  const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]).buffer
  const draftId = `supplement.${surveyId}`
  const takenAtMs = phone.clock.now()
  await phone.photos.take({ bytes, mime: 'image/jpeg', role: 'far', source: 'camera', draftId, takenAtMs })
  await mountScreen(SignShow, { phone, path: '/', props: { signId } })
  await mountScreen(SignShow, { phone, path: '/', props: { signId } })
  await vi.waitFor(async () => expect(await photosOfSurveys(phone, signId)).toEqual([1]))
  expect(await phone.db.journal.filter(({ entry }) => entry.kind === 'sign.supplemented').count()).toBe(1)
})
