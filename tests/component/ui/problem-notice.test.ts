import { mount, type VueWrapper } from '@vue/test-utils'
import { describe, expect, test, vi } from 'vitest'
import { textsKey } from '../../../src/app/composables/use-texts.ts'
import { zhCN } from '../../../src/app/texts/zh-CN/zh-CN.ts'
import ProblemNotice from '../../../src/app/ui/ProblemNotice.vue'
import { DeviceProblem, deviceProblemCodes } from '../../../src/device/device-problem.ts'
import { problemCodes } from '../../../src/protocol/codes.ts'

describe('a problem on the screen', () => {
  const show = (problem: unknown): VueWrapper =>
    mount(ProblemNotice, { props: { problem }, global: { provide: { [textsKey as symbol]: zhCN } } })

  test('says what happened and the code to say over the phone', () => {
    const text = show(new DeviceProblem('network/unreachable')).text()
    expect(text).toContain(zhCN.problems['network/unreachable'])
    expect(text).toContain('network/unreachable')
  })

  test.each([...deviceProblemCodes, ...Object.keys(problemCodes)])('%s has words of its own', (code) => {
    expect(zhCN.problems).toHaveProperty([code])
  })

  test('what nobody foresaw still says that nothing is lost', () => {
    expect(show(new TypeError('x is undefined')).text()).toContain('填写内容都在本机')
    expect(show(null).text()).toContain('app/unexpected')
  })

  test('is announced, and red only where records are in danger', () => {
    expect(show(new DeviceProblem('storage/full')).get('[role=alert]').classes()).toContain('danger')
    expect(show(new DeviceProblem('network/timeout')).get('[role=alert]').classes()).not.toContain('danger')
  })

  test('a page of an older build is opened anew by a tap', async () => {
    const reload = vi.spyOn(location, 'reload').mockImplementation(() => undefined)
    const notice = show(new DeviceProblem('app/outdated'))
    expect(notice.text()).toContain('这一页属于旧版本')
    await notice.get('button').trigger('click')
    expect(reload).toHaveBeenCalledOnce()
    expect(show(new DeviceProblem('network/timeout')).find('button').exists()).toBe(false)
  })
})
