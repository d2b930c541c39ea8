import 'fake-indexeddb/auto'
import { expect, test, vi } from 'vitest'
import SurveyScreen from '../../../src/app/features/signs/SurveyScreen.vue'
import { signTypes } from '../../../src/domain/signage/sign-type.ts'
import { itemsFor, walkOf } from '../../../src/domain/signage/survey-items.ts'
import { school } from '../support/duty-data.ts'
import { knowSign } from '../support/known-sign.ts'
import { createPhone, mountScreen, squad, type Phone, type Screen } from '../support/mount-screen.ts'

type Facts = NonNullable<Parameters<typeof knowSign>[1]>['facts']

async function open(phone: Phone, facts: Facts = {}): Promise<Screen> {
  const { signId } = await knowSign(phone, { facts })
  const draftId = phone.journal.newId()
  const screen = await mountScreen(SurveyScreen, { phone, path: '/', props: { signId, draftId } })
  await vi.waitFor(() => expect(screen.text()).toContain('站到对面看'))
  return screen
}

const itemsOn = ({ wrapper }: Screen): readonly (string | undefined)[] =>
  wrapper.findAll('[data-item]').map((row) => row.attributes('data-item'))

async function allNormal({ wrapper }: Screen): Promise<void> {
  for (let left = wrapper.findAll('.rest').length; left > 0; left -= 1) await wrapper.find('.rest').trigger('click')
}

test.each(signTypes)('of %s the form asks for the items of the type, in the order of the walk', async (signType) => {
  const screen = await open(createPhone(), { signType })
  const walked = walkOf(signType).flatMap(({ items }) => items.map(({ id }) => id))
  expect(itemsOn(screen)).toEqual(walked)
  expect(walked).toHaveLength(itemsFor(signType).length)
  screen.wrapper.unmount()
})

test('an item says how to judge, and offers what can be told apart and 看不到', async () => {
  const { wrapper } = await open(createPhone())
  const choicesOf = (id: string): readonly string[] =>
    wrapper.findAll(`[data-item="${id}"] [role=radio]`).map((choice) => choice.text())
  expect(wrapper.get('[data-item="GG-P02"] .help').text()).toBe(
    '轻微：不到 10%；明显：10%–30%；严重：超过 30%，或通道上方有尖锐边缘',
  )
  expect(choicesOf('GG-P02')).toEqual(['正常', '轻微', '明显', '严重', '看不到'])
  expect(choicesOf('GG-E01')).toEqual(['正常', '明显', '严重', '看不到'])
  expect(choicesOf('GG-M05')).toEqual(['正常', '轻微', '看不到'])
})

test('what is normal at a stop is one tap, and leaves what was answered there', async () => {
  const screen = await open(createPhone())
  await screen.wrapper.get('[data-item="GG-S01"] .M').trigger('click')
  const across = screen.wrapper.find('.rest')
  await across.trigger('click')
  const checked = (id: string): string => screen.wrapper.get(`[data-item="${id}"] [aria-checked=true]`).text()
  expect([checked('GG-S01'), checked('GG-S10'), checked('GG-F04')]).toEqual(['明显', '正常', '正常'])
})

test.each([
  [200, '下方人员密集 · 距校门 200 米'],
  [201, '平时下方无人'],
])('that a gate is %d m away is computed from the schools on the phone and not asked', async (northM, words) => {
  const phone = createPhone()
  await phone.give('schools', school.id, school)
  await phone.give('streets', 'street-1', {
    id: 'street-1',
    name: '示例巷',
    roadClass: 'backStreet',
    scope: squad,
    line: [],
  })
  const point = { lat: school.point.lat + northM / 111_195, lng: school.point.lng }
  const screen = await open(phone, { point, streetId: 'street-1' as never })
  await allNormal(screen)
  await vi.waitFor(() => expect(screen.text()).toContain(words))
})

test('a surveyor calls it worse with a reason, and is offered nothing better', async () => {
  const phone = createPhone()
  const screen = await open(phone)
  await allNormal(screen)
  await screen.wrapper.get('[data-item="GG-P02"] .M').trigger('click')
  const raise = screen.wrapper.get('.raise select')
  expect(raise.findAll('option').map((each) => each.text())).toEqual(['', '待专业检测', '较大', '重大'])
  await raise.setValue('SERIOUS')
  await screen.tap('保存')
  expect(screen.wrapper.get('[role=alert]').text()).toBe('提高的理由')
  await screen.tap('台风前')
  await screen.tap('保存')
  await vi.waitFor(async () =>
    expect((await phone.db.signs.toArray()).map(({ value }) => value)).toMatchObject([
      { grade: 'SERIOUS', surveys: [{ data: { grade: 'GENERAL', raised: { to: 'SERIOUS', reason: '台风前' } } }] },
    ]),
  )
})

test('the limit of a hazard leaves out the holidays that the office has entered', async () => {
  const phone = createPhone()
  await phone.give('calendars', 'calendar', {
    id: 'calendar',
    scope: 'bureau',
    version: 7,
    holidays: ['2026-11-23'],
    workdays: [],
    seasons: [],
  })
  const screen = await open(phone)
  await allNormal(screen)
  await screen.wrapper.get('[data-item="GG-P02"] .M').trigger('click')
  await screen.tap('保存')
  await vi.waitFor(async () =>
    expect((await phone.db.signs.toArray()).map(({ value }) => value.surveys)).toMatchObject([
      [
        {
          data: { calendarVersion: 7, deadlines: [{ amount: 5, unit: 'workDay', dueAt: '2026-11-30T06:30:00.000Z' }] },
        },
      ],
    ]),
  )
})
