import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import SignNew from '../../../src/app/features/signs/SignNew.vue'
import SurveyStart from '../../../src/app/features/signs/SurveyStart.vue'
import { emptySign } from '../../../src/app/features/signs/sign-draft.ts'
import { emptySurvey } from '../../../src/app/features/signs/survey-draft.ts'
import { knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen, squad, type Phone } from '../support/mount-screen.ts'

/** The draft that 新招牌 leads to, with a place from the map or without. */
async function begin(phone: Phone, query = ''): Promise<string> {
  const screen = await mountScreen(SignNew, { phone, path: `/signs/new${query}` })
  await vi.waitFor(() => expect(screen.router.currentRoute.value.name).toBe('sign-form'))
  return String(screen.router.currentRoute.value.params['draftId'])
}

const write = (phone: Phone, id: string, content: string): Promise<void> =>
  phone.drafts.save({ id, kind: 'sign', subject: '', data: { ...emptySign(), content } })

const placeOf = async (phone: Phone, id: string): Promise<unknown> => (await phone.drafts.load(id))?.data['fix']

test('a new sign begins where the map was pointed at, also where an empty form was left behind', async () => {
  const phone = createPhone()
  const first = await begin(phone, '?lat=32.6&lng=117.0')
  const second = await begin(phone, '?lat=32.7&lng=117.1')
  expect(await placeOf(phone, second)).toMatchObject({ lat: 32.7, lng: 117.1 })
  expect([second, await phone.db.drafts.count()]).toEqual([first, 1])
})

test('an empty form that was pinned once does not pin the next sign', async () => {
  const phone = createPhone()
  await begin(phone, '?lat=32.6&lng=117.0')
  expect(await placeOf(phone, await begin(phone))).toBeNull()
})

test('what is half written is gone on with; a place on the map is of another sign, and leaves it alone', async () => {
  const phone = createPhone()
  const first = await begin(phone)
  await write(phone, first, '示例书店')
  const onMap = await begin(phone, '?lat=32.7&lng=117.1')
  expect(onMap).not.toBe(first)
  expect(await begin(phone)).toBe(first)
  expect((await phone.drafts.load(first))?.data).toMatchObject({ content: '示例书店', fix: null })
})

test('a survey that was begun on a double is gone on with about the sign that it was merged into', async () => {
  const phone = createPhone()
  const { signId: kept } = await knowSign(phone)
  const { signId: double } = await knowSign(phone)
  const data = { ...emptySurvey(), note: '写了一半' }
  await phone.drafts.save({ id: 'begun', kind: 'survey', subject: double, data })
  await phone.journal.record([{ kind: 'sign.merged', scope: squad, subjects: [double, kept], data: { into: kept } }])
  const screen = await mountScreen(SurveyStart, { phone, path: '/', props: { signId: kept } })
  await vi.waitFor(() =>
    expect(screen.router.currentRoute.value.params).toMatchObject({ signId: kept, draftId: 'begun' }),
  )
})
