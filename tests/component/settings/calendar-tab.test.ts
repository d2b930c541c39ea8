import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import CalendarTab from '../../../src/app/features/settings/CalendarTab.vue'
import { emptyCalendar, markDay } from '../../../src/domain/calendar/edit-calendar.ts'
import { createPhone, mountScreen, type Screen } from '../support/mount-screen.ts'
import { createOfficeDocuments, type OfficeDocuments } from '../support/office-documents.ts'
import { chooseFile } from '../support/choose-file.ts'

let documents: OfficeDocuments
let screen: Screen
const day = (date: string): HTMLButtonElement => screen.wrapper.get<HTMLButtonElement>(`[data-date="${date}"]`).element
const tap = async (date: string): Promise<void> => {
  day(date).click()
  await flushPromises()
}
const stored = () => documents.data('calendars', 'calendar')

describe('the calendar of the bureau', () => {
  beforeEach(async () => {
    documents = createOfficeDocuments()
    const { office } = documents
    screen = await mountScreen(CalendarTab, { phone: createPhone(), path: '/', role: 'admin', services: { office } })
  })

  test('says that nobody has entered the year', () => {
    expect(screen.text()).toContain('2026 年还没有录入放假安排')
  })

  test('has a weekday off and a weekend worked by one tap each, and saves them as the next version', async () => {
    await screen.wrapper.get('input[maxlength]').setValue('国庆节')
    await tap('2026-10-01')
    await tap('2026-10-10')
    expect(day('2026-10-01').getAttribute('aria-label')).toBe('2026-10-01 周四 放假 国庆节')
    expect(day('2026-10-10').getAttribute('aria-label')).toBe('2026-10-10 周六 上班 国庆节')
    await screen.tap('保存')
    expect(stored()).toMatchObject({ version: 1, holidays: ['2026-10-01'], workdays: ['2026-10-10'] })
    expect(screen.text()).toContain('2026 年：放假 1 天，调休上班 1 天 · 第 1 版')
  })

  test('is walked through by the keyboard with one stop of the Tab key', async () => {
    expect(screen.wrapper.findAll('[data-date][tabindex="0"]').map((each) => each.attributes('data-date'))).toEqual([
      '2026-11-20',
    ])
    await screen.wrapper.get('[data-date="2026-11-20"]').trigger('keydown', { key: 'ArrowDown' })
    await vi.waitFor(() => expect(document.activeElement).toBe(day('2026-11-27')))
  })

  test('keeps what I changed on top of what somebody else has saved meanwhile', async () => {
    await tap('2026-10-01')
    documents.put('calendars', 'calendar', { ...markDay(emptyCalendar, '2026-05-01', 'holiday'), version: 1 }, 'bureau')
    await screen.tap('保存')
    expect(screen.text()).toContain('别人刚刚也改了日历')
    expect(stored()).toMatchObject({ holidays: ['2026-05-01'] })
    await screen.tap('保存')
    expect(stored()).toMatchObject({ version: 2, holidays: ['2026-05-01', '2026-10-01'] })
  })

  test('keeps a day that is tapped while the others are being saved', async () => {
    await tap('2026-10-01')
    screen.button('保存')!.click()
    await tap('2026-10-02')
    expect(stored()).toMatchObject({ holidays: ['2026-10-01'] })
    expect(screen.text()).toContain('有未保存的修改')
    await screen.tap('保存')
    expect(stored()).toMatchObject({ version: 2, holidays: ['2026-10-01', '2026-10-02'] })
  })

  test('[ENTRY-67] takes in a season of wind, of which none is proposed', async () => {
    const field = (index: number) => screen.wrapper.findAll('[data-seasons] input')[index]
    expect(screen.wrapper.get('[data-seasons]').text()).toContain('还没有录入')
    for (const [index, value] of [2, 30, 20].entries()) await field(index)?.setValue(value)
    expect(screen.button('加入')?.disabled).toBe(true)
    expect(screen.wrapper.get('[data-seasons] [role=status]').text()).toContain('没有每年都有的这一天')
    for (const [index, value] of [7, 1, 0].entries()) await field(index)?.setValue(value)
    expect(screen.wrapper.get('[data-seasons] [role=status]').text()).toContain('提前的天数要在 1 到 90 之间')
    for (const [index, value] of [7, 1, 20].entries()) await field(index)?.setValue(value)
    await screen.wrapper.get('[data-seasons] form').trigger('submit')
    expect(screen.text()).toContain('大风季：每年 7 月 1 日开始，提前 20 天起查（2026-06-11 至 2026-06-30）')
    await screen.tap('保存')
    expect(stored()).toMatchObject({ version: 1, seasons: [{ kind: 'wind', startsOn: '07-01', aheadDays: 20 }] })
    await screen.wrapper.get('[aria-label="删除大风季 7 月 1 日"]').trigger('click')
    await screen.tap('保存')
    expect(stored()).toMatchObject({ version: 2, seasons: [] })
  })

  test('takes a file only when all of it was understood', async () => {
    const head = '日期,类型,名称\n10月1日至7日,放假,国庆节\n'
    await chooseFile(screen, new File([`${head}中秋,放假,\n`], '放假.csv'))
    await vi.waitFor(() => expect(screen.text()).toContain('第 3 行中秋 放假看不出日期'))
    expect(screen.button('放入日历')?.disabled).toBe(true)
    await chooseFile(screen, new File([head], '放假.csv'))
    await vi.waitFor(() =>
      expect(screen.text()).toContain('看懂 7 天，会把 2026 年的放假和上班改成和表格一致，共改 7 天'),
    )
    await screen.tap('放入日历')
    expect(stored()).toBeUndefined()
    await screen.tap('保存')
    expect(stored()).toMatchObject({ version: 1, names: { '2026-10-07': '国庆节' } })
  })
})
