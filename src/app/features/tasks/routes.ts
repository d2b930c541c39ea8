import type { RouteRecordRaw } from 'vue-router'
import { screenOf } from '../screen.ts'

const screen = screenOf(() => import('./task-screens.ts'))
const act = 'handleCase' as const
const form = { act, form: true }

export const taskRoutes: RouteRecordRaw[] = [
  { path: '/tasks', name: 'tasks', component: screen('TaskList'), meta: { act } },
  { path: '/tasks/:caseId', name: 'task', component: screen('TaskShow'), props: true, meta: { act } },
  { path: '/tasks/:caseId/verify', name: 'task-verify', component: screen('VerifyScreen'), props: true, meta: form },
  { path: '/tasks/:caseId/return', name: 'task-return', component: screen('ReturnScreen'), props: true, meta: form },
  { path: '/tasks/:caseId/finish', name: 'task-finish', component: screen('FinishScreen'), props: true, meta: form },
  { path: '/tasks/:caseId/extend', name: 'task-extend', component: screen('ExtendScreen'), props: true, meta: form },
  { path: '/tasks/:caseId/defer', name: 'task-defer', component: screen('DeferScreen'), props: true, meta: form },
  { path: '/tasks/:caseId/penalty', name: 'task-penalty', component: screen('PenaltyScreen'), props: true, meta: form },
]
