import { flushPromises } from '@vue/test-utils'
import { expect, test } from 'vitest'
import GradeMonths from '../../../src/app/features/sign-register/GradeMonths.vue'
import type { AppServices } from '../../../src/app/services.ts'
import type { Grade } from '../../../src/domain/signage/grade.ts'
import { createPhone, mountScreen } from '../support/mount-screen.ts'

const none: Record<Grade, number> = { NONE: 0, LIMITED: 0, MINOR: 0, GENERAL: 0, PENDING_TEST: 0, SERIOUS: 0, MAJOR: 0 }

test('the office reads how many signs stood at which grade at the end of each month, the worst first, once it is opened', async () => {
  let asked = 0
  const office = {
    signMonths: async () => {
      asked += 1
      return {
        months: [
          { month: '2026-10', standing: { ...none, SERIOUS: 3, NONE: 40 } },
          { month: '2026-11', standing: { ...none, SERIOUS: 1, NONE: 42 } },
        ],
      }
    },
  }
  await mountScreen(GradeMonths, {
    phone: createPhone(),
    path: '/office/signs',
    services: { office } as unknown as Partial<AppServices>,
  })
  expect(asked).toBe(0)
  const details = document.querySelector('details')!
  details.open = true
  details.dispatchEvent(new Event('toggle'))
  await flushPromises()
  const texts = [...document.querySelectorAll('tr')].map((row) =>
    [...row.children].map((cell) => cell.textContent?.trim()),
  )
  expect(texts).toEqual([
    ['月末等级', '2026-10', '2026-11'],
    ['较大', '3', '1'],
    ['未发现明显隐患', '40', '42'],
  ])
})
