import type { RouteRecordRaw } from 'vue-router'
import LeaveScreen from './LeaveScreen.vue'

export const leaveRoutes: RouteRecordRaw[] = [
  { path: '/shift/:shiftId/leave', name: 'leave', component: LeaveScreen, props: true, meta: { form: true } },
]
