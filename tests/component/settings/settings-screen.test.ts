import 'fake-indexeddb/auto'
import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import { ApiProblem } from '../../../src/device/http/api-problem.ts'
import SettingsScreen from '../../../src/app/features/settings/SettingsScreen.vue'
import { createPhone, mountScreen } from '../support/mount-screen.ts'
import { createOfficeDocuments } from '../support/office-documents.ts'

test('a year that is not saved is left only by somebody who says so', async () => {
  const services = { office: createOfficeDocuments().office }
  const screen = await mountScreen(SettingsScreen, { phone: createPhone(), path: '/', role: 'admin', services })
  await screen.tap('工作日历')
  screen.wrapper.get<HTMLButtonElement>('[data-date="2026-10-01"]').element.click()
  await flushPromises()
  await screen.tap('学校')
  expect(screen.text()).toContain('有未保存的内容，离开后就没有了')
  await screen.tap('取消')
  expect(screen.text()).toContain('有未保存的修改')
  await screen.tap('学校')
  await screen.tap('离开')
  expect(screen.wrapper.find('[data-date]').exists()).toBe(false)
})

/** A squad on its way to the office, whose answer the test gives. */
async function savingSquad() {
  const documents = createOfficeDocuments()
  const answers: ((problem?: ApiProblem) => void)[] = []
  const edit: typeof documents.office.edit = async (change) => {
    const problem = await new Promise<ApiProblem | undefined>((answer) => answers.push(answer))
    if (problem) throw problem
    return documents.office.edit(change)
  }
  const services = { office: { ...documents.office, edit } }
  const screen = await mountScreen(SettingsScreen, { phone: createPhone(), path: '/', role: 'admin', services })
  await screen.tap('＋ 新增')
  await screen.wrapper.get('form input').setValue('一中队')
  await screen.wrapper.get('form').trigger('submit')
  await flushPromises()
  const answer = async (problem?: ApiProblem): Promise<void> => {
    answers.forEach((each) => each(problem))
    await flushPromises()
  }
  const tab = (): string => screen.wrapper.get('[role=tab][aria-selected=true]').text()
  return { documents, screen, answer, tab }
}

test('a squad that is being saved is sent once, is not changed meanwhile, and is left without a question once it is saved', async () => {
  const { documents, screen, answer, tab } = await savingSquad()
  expect(screen.wrapper.get('form fieldset').attributes('disabled')).toBeDefined()
  await screen.wrapper.get('form').trigger('submit')
  await screen.tap('学校')
  expect(tab()).toBe('中队')
  await answer()
  expect(documents.taken).toHaveLength(1)
  expect(tab()).toBe('学校')
})

test('a squad whose saving failed while another tab was chosen is left only by somebody who says so', async () => {
  const { screen, answer, tab } = await savingSquad()
  await screen.tap('学校')
  await answer(new ApiProblem('assignment/stale'))
  expect(tab()).toBe('中队')
  expect(screen.wrapper.get('form fieldset').attributes('disabled')).toBeUndefined()
  await screen.tap('离开')
  expect(tab()).toBe('学校')
})

test('arrows go along the tabs, Enter turns to one, and the panel is named by its tab', async () => {
  const services = { office: createOfficeDocuments().office }
  const { wrapper } = await mountScreen(SettingsScreen, { phone: createPhone(), path: '/', role: 'admin', services })
  const [first, second] = wrapper.findAll<HTMLElement>('[role=tab]')
  const panelNamedBy = () => wrapper.get('[role=tabpanel]').attributes('aria-labelledby')
  expect(panelNamedBy()).toBe(first?.attributes('id'))
  first?.element.focus()
  await first?.trigger('keydown', { key: 'ArrowRight' })
  await flushPromises()
  expect(document.activeElement).toBe(second?.element)
  expect(panelNamedBy()).toBe(first?.attributes('id'))
  await second?.trigger('keydown', { key: 'Enter' })
  await flushPromises()
  expect(panelNamedBy()).toBe(second?.attributes('id'))
})
