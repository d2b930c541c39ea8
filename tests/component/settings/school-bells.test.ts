import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import SchoolsTab from '../../../src/app/features/settings/SchoolsTab.vue'
import { bell, school } from '../../support/roster-data.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'
import { createOfficeDocuments } from '../support/office-documents.ts'

async function openSchool() {
  const documents = createOfficeDocuments()
  documents.put('squads', 'squad-1', { id: 'squad-1', name: '示例一中队' }, 'bureau')
  documents.put('schools', school.id, { ...school, bells: [bell('arrival', '08:00')] })
  const { office } = documents
  const screen = await mountScreen(SchoolsTab, { phone: createPhone(), path: '/', role: 'admin', services: { office } })
  await screen.tap('修改')
  const lines = () => screen.wrapper.findAll('.bells li')
  const bellsNow = () => (documents.data('schools', school.id) as unknown as typeof school).bells
  const save = async () => {
    await screen.wrapper.find('form').trigger('submit')
    await flushPromises()
  }
  return { screen, lines, bellsNow, save }
}

test('a winter timetable is a second line with its first and last day', async () => {
  const { screen, lines, bellsNow, save } = await openSchool()
  await screen.tap('加一行')
  const winter = lines()[1]
  await winter?.find('input[type=time]').setValue('08:20')
  const [from, to] = winter?.findAll('input[type=date]') ?? []
  await from?.setValue('2026-10-01')
  await to?.setValue('2027-04-30')
  await save()
  expect(bellsNow()).toEqual([
    bell('arrival', '08:00'),
    bell('arrival', '08:20', { from: '2026-10-01', to: '2027-04-30' }),
  ])
})

test('a line without a day says so and is not saved; a line that is taken out is gone', async () => {
  const { screen, lines, bellsNow, save } = await openSchool()
  for (const day of ['一', '二', '三', '四', '五']) await screen.tap(day)
  expect(lines()[0]?.text()).toContain('至少选一天')
  await save()
  expect(bellsNow()).toEqual([bell('arrival', '08:00')])
  await screen.tap('删去')
  await save()
  expect(bellsNow()).toEqual([])
})
