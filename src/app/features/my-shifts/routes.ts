import type { RouteRecordRaw } from 'vue-router'
import { screenOf } from '../screen.ts'

const screen = screenOf(() => import('./my-shift-screens.ts'))

export const myShiftRoutes: RouteRecordRaw[] = [
  { path: '/shifts', name: 'my-shifts', component: screen('MyShifts'), meta: { act: 'takeDuty' } },
  {
    path: '/shifts/:shiftId/swap',
    name: 'ask-swap',
    component: screen('AskSwap'),
    props: true,
    meta: { act: 'askSwap', form: true },
  },
]
