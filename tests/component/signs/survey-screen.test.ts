import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import RectifyScreen from '../../../src/app/features/signs/RectifyScreen.vue'
import SurveyScreen from '../../../src/app/features/signs/SurveyScreen.vue'
import type { PhotoRole } from '../../../src/domain/casework/photo-rule.ts'
import { caseIdOf, type EntryId, type PersonId, type SubjectId } from '../../../src/domain/ids.ts'
import { itemsFor } from '../../../src/domain/signage/survey-items.ts'
import { officer } from '../../support/phone-storage.ts'
import { agreeTo } from '../support/answer-dialog.ts'
import { foldAsOlderApp, knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

/** Somebody else's word on this sign, as it came from the server. */
const colleague = 'p-1101' as PersonId

async function begin(phone: Phone, signId: SubjectId): Promise<Screen> {
  const draftId = phone.journal.newId()
  const screen = await mountScreen(SurveyScreen, { phone, path: '/', props: { signId, draftId } })
  await vi.waitFor(() => expect(screen.text()).toContain('站到对面看'))
  return screen
}

async function allNormal(screen: Screen): Promise<void> {
  for (;;) {
    const rest = screen.wrapper.findAll('button').find((each) => /^其余 \d+ 项正常$/.test(each.text()))
    if (!rest) return
    await rest.trigger('click')
  }
}

async function keepPhoto(phone: Phone, draftId: string, role: PhotoRole): Promise<void> {
  const bytes = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4]).buffer
  await phone.photos.take({ bytes, mime: 'image/jpeg', role, source: 'camera', draftId, takenAtMs: phone.clock.now() })
}

test('a form with an open item is not saved, and says how many there are', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone)
  const screen = await begin(phone, signId)
  await screen.tap('保存')
  expect(screen.wrapper.find('[role=alert]').text()).toBe(`还有 ${itemsFor('FASCIA').length} 项没有答`)
  expect((await phone.db.signs.get(signId))?.value.surveys).toEqual([])
})

test('the grade is said while it is answered, with the row that decides it', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone)
  const screen = await begin(phone, signId)
  await allNormal(screen)
  await vi.waitFor(() => expect(screen.text()).toContain('第 10 条：各项正常'))
  await screen.wrapper.find('[data-item="GG-P01"] .S').trigger('click')
  await vi.waitFor(() => expect(screen.text()).toContain('第 1 条：★ 关键项有 1 项以上严重'))
  expect(screen.text()).toContain('本结果为目测排查，不替代有资质机构的安全检测鉴定')
})

test('whoever found the hazard is told that somebody else must close its case', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { defects: { 'GG-P02': 'M' } })
  const screen = await begin(phone, signId)
  await vi.waitFor(() => expect(screen.text()).toContain('复查要由另一人来做'))
})

test('a sign that an older app has folded is surveyed like any other', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone, { defects: { 'GG-P02': 'M' } })
  await foldAsOlderApp(phone, signId)
  const screen = await begin(phone, signId)
  await vi.waitFor(() => expect(screen.text()).toContain('复查要由另一人来做'))
})

test('whoever says that it was rectified needs a picture after it, and leaves the re-check to others', async () => {
  const phone = createPhone()
  const { signId, surveyId } = await knowSign(phone, { defects: { 'GG-P02': 'M' } })
  const screen = await mountScreen(RectifyScreen, { phone, path: '/', props: { signId } })
  await vi.waitFor(() => expect(screen.button('保存')?.disabled).toBe(false))
  await screen.wrapper.find('textarea').setValue('松动面板已拆除')
  await screen.tap('保存')
  expect(screen.wrapper.find('[role=alert]').text()).toBe('还差一张处置后的照片')
  await keepPhoto(phone, `rectify.${signId}`, 'after')
  screen.wrapper.unmount()
  const again = await mountScreen(RectifyScreen, { phone, path: '/', props: { signId } })
  await vi.waitFor(() => expect(again.wrapper.findAll('.strip li')).toHaveLength(1))
  await again.wrapper.find('textarea').setValue('松动面板已拆除')
  await vi.waitFor(() => expect(again.button('保存')?.disabled).toBe(false))
  const save = again.button('保存')
  save?.click()
  save?.click()
  await vi.waitFor(() => expect(again.text()).toContain('已保存'))
  await vi.waitFor(async () =>
    expect((await phone.db.signs.get(signId))?.value.rectifications).toMatchObject([
      { by: officer, data: { survey: surveyId, measures: '松动面板已拆除' }, photos: [{ role: 'after' }] },
    ]),
  )
})

test('a clean survey with a picture after it closes the case that a colleague saw to', async () => {
  const phone = createPhone()
  const { signId, surveyId } = await knowSign(phone, { defects: { 'GG-P02': 'M' } })
  await phone.journal.record([
    {
      kind: 'sign.rectified',
      scope: squad,
      subjects: [signId, caseIdOf(surveyId as EntryId)],
      data: { survey: surveyId as EntryId, measures: '已拆除' },
    },
  ])
  await phone.db.journal.filter(({ entry }) => entry.kind === 'sign.rectified').modify({ 'entry.author': colleague })
  phone.clock.advance(60_000)
  const draftId = phone.journal.newId()
  for (const role of ['far', 'near', 'after'] as const) await keepPhoto(phone, draftId, role)
  const screen = await mountScreen(SurveyScreen, { phone, path: '/', props: { signId, draftId } })
  await vi.waitFor(() => expect(screen.text()).toContain('站到对面看'))
  await allNormal(screen)
  await screen.tap('保存')
  await vi.waitFor(async () =>
    expect((await phone.db.cases.get(caseIdOf(surveyId as EntryId)))?.value).toMatchObject({
      state: 'closed',
      rechecked: { by: officer },
    }),
  )
})

test('a begun survey is thrown away when the person says so twice, its pictures with it', async () => {
  const phone = createPhone()
  const { signId } = await knowSign(phone)
  const draftId = phone.journal.newId()
  await keepPhoto(phone, draftId, 'far')
  const screen = await mountScreen(SurveyScreen, { phone, path: '/', props: { signId, draftId } })
  await vi.waitFor(() => expect(screen.wrapper.findAll('.strip li')).toHaveLength(1))
  await screen.wrapper.find('textarea').setValue('写了一半')
  await screen.tap('放弃草稿')
  await agreeTo('放弃后照片和填写内容都会删除')
  await vi.waitFor(() => expect(screen.router.currentRoute.value.path).toBe(`/signs/${signId}`))
  expect([await phone.db.drafts.count(), await phone.db.parts.count()]).toEqual([0, 0])
  screen.wrapper.unmount()
  expect(await phone.db.drafts.count()).toBe(0)
})
