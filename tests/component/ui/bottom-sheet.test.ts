import { mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { textsKey } from '../../../src/app/composables/use-texts.ts'
import { zhCN } from '../../../src/app/texts/zh-CN/zh-CN.ts'
import BottomSheet from '../../../src/app/ui/BottomSheet.vue'

const Host = defineComponent({
  setup: () => {
    const show = ref(false)
    return () => [
      h('button', { id: 'opens', onClick: () => (show.value = true) }, '求助电话'),
      h(
        BottomSheet,
        { show: show.value, 'onUpdate:show': (value: boolean) => (show.value = value), title: '求助电话' },
        () => '110',
      ),
    ]
  },
})

const dialog = (): HTMLElement | null => document.querySelector('[role="dialog"]')

afterEach(() => {
  document.body.innerHTML = ''
})

test('a sheet takes the keys when it opens, Esc closes it, and the keys are where they were', async () => {
  const host = mount(Host, { attachTo: document.body, global: { provide: { [textsKey as symbol]: zhCN } } })
  const opens = host.get<HTMLButtonElement>('#opens')
  opens.element.focus()
  await opens.trigger('click')
  await vi.waitFor(() => expect(dialog()?.contains(document.activeElement)).toBe(true))
  expect(dialog()?.textContent).toContain('110')

  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
  await vi.waitFor(() => expect(document.activeElement).toBe(opens.element))
  host.unmount()
})
