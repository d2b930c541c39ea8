import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import OfficeDoubles from '../../../src/app/features/sign-register/OfficeDoubles.vue'
import { useSurvey } from '../../../src/app/features/signs/use-survey.ts'
import { caseIdOf, type EntryId } from '../../../src/domain/ids.ts'
import { itemsFor } from '../../../src/domain/signage/survey-items.ts'
import { agreeTo } from '../support/answer-dialog.ts'
import { knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen, squad, type Phone } from '../support/mount-screen.ts'

/** A screen that surveys this sign and finds nothing. */
const surveyOf = (phone: Phone, signId: Awaited<ReturnType<typeof knowSign>>['signId']) => {
  const draftId = phone.journal.newId()
  let survey: ReturnType<typeof useSurvey> | undefined
  const screen = {
    setup: () => {
      survey = useSurvey(signId, draftId)
      return () => null
    },
  }
  return { screen, survey: () => survey! }
}

test('two entries of one sign stand side by side, and the one that is not kept leads to the other', async () => {
  const phone = createPhone()
  const kept = await knowSign(phone, { defects: { 'GG-P02': 'M' } })
  const double = await knowSign(phone, { facts: { signNo: 'GG-0002' } })
  await phone.readFeeds()
  const screen = await mountScreen(OfficeDoubles, { phone, path: '/office/signs/doubles', role: 'captain' })
  await vi.waitFor(() => expect(screen.text()).toContain('相距 0 米，文字 100% 相同'))
  expect(screen.text()).toContain('排雷 1 次')
  await screen.tap('是同一块，保留这一块')
  await agreeTo('把 GG-0002 并入 GG-0001？两块的记录都会保留')
  await vi.waitFor(async () => expect((await phone.db.signs.get(double.signId))?.value.mergedInto).toBe(kept.signId))
  expect((await phone.db.signs.get(kept.signId))?.value.surveys).toHaveLength(1)
  await vi.waitFor(() => expect(screen.text()).toContain('没有像是重复的招牌'))
})

test('a double whose hazard is open is not merged away, and the way out is said', async () => {
  const phone = createPhone()
  for (const signNo of ['GG-0003', 'GG-0004']) await knowSign(phone, { defects: { 'GG-P01': 'S' }, facts: { signNo } })
  const screen = await mountScreen(OfficeDoubles, { phone, path: '/office/signs/doubles', role: 'captain' })
  await vi.waitFor(() => expect(screen.button('是同一块，保留这一块')).toBeDefined())
  await screen.tap('是同一块，保留这一块')
  expect(screen.text()).toContain('还有没消除的隐患，并入后就看不到了')
  expect(screen.text()).not.toMatch(/把 GG-000[34] 并入/)
  expect(await phone.db.journal.filter(({ entry }) => entry.kind === 'sign.merged').count()).toBe(0)
})

test('a survey of the kept sign is about the case that its double has brought with it', async () => {
  const phone = createPhone()
  const kept = await knowSign(phone)
  const double = await knowSign(phone, { defects: { 'GG-P02': 'M' } })
  await phone.journal.record([
    { kind: 'sign.merged', scope: squad, subjects: [double.signId, kept.signId], data: { into: kept.signId } },
  ])
  phone.clock.advance(60_000)
  const { screen, survey } = surveyOf(phone, kept.signId)
  await mountScreen(screen, { phone, path: '/' })
  await vi.waitFor(() => expect(survey().ready.value && survey().sign.value).toBeTruthy())
  await vi.waitFor(() => expect(survey().recheck.value).toBe('own'))
  for (const { id } of itemsFor('FASCIA')) survey().state.answers[id] = 'ok'
  await survey().save()
  expect((await phone.db.signs.get(kept.signId))?.value.surveys).toMatchObject([
    { caseId: caseIdOf(double.surveyId as EntryId) },
  ])
})

test('a survey that was begun before the merge is recorded about the sign that was kept', async () => {
  const phone = createPhone()
  const kept = await knowSign(phone)
  const double = await knowSign(phone)
  const { screen, survey } = surveyOf(phone, double.signId)
  await mountScreen(screen, { phone, path: '/' })
  await vi.waitFor(() => expect(survey().ready.value && survey().sign.value).toBeTruthy())
  for (const { id } of itemsFor('FASCIA')) survey().state.answers[id] = 'ok'
  await phone.journal.record([
    { kind: 'sign.merged', scope: squad, subjects: [double.signId, kept.signId], data: { into: kept.signId } },
  ])
  await flushPromises()
  expect(await survey().save()).toMatchObject({ signId: kept.signId })
  expect((await phone.db.signs.get(kept.signId))?.value.surveys).toHaveLength(1)
  expect((await phone.db.signs.get(double.signId))?.value.surveys).toHaveLength(0)
})
