import type { RouteRecordRaw } from 'vue-router'

export const dutyBoardRoutes: RouteRecordRaw[] = [
  { path: '/office/duty', name: 'duty-board', component: () => import('./DutyBoard.vue'), meta: { act: 'seeDuty' } },
]
