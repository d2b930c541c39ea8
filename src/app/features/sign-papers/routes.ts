import type { RouteRecordRaw } from 'vue-router'
import { screenOf } from '../screen.ts'

const screen = screenOf(() => import('./paper-screens.ts'))

export const signPaperRoutes: RouteRecordRaw[] = [
  {
    path: '/signs/:signId/notice',
    name: 'sign-notice',
    component: screen('NoticeScreen'),
    props: true,
    meta: { act: 'issueNotice', form: true },
  },
  {
    path: '/signs/:signId/reminder',
    name: 'sign-reminder',
    component: screen('ReminderScreen'),
    props: true,
    meta: { act: 'surveySigns' },
  },
]
