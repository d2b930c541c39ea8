import type { RouteRecordRaw } from 'vue-router'
import { screen } from '../screen.ts'

export const leaveRoutes: RouteRecordRaw[] = [
  { path: '/shift/:shiftId/leave', name: 'leave', component: screen('LeaveScreen'), props: true, meta: { form: true } },
]
