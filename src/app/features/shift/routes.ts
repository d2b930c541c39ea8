import type { RouteRecordRaw } from 'vue-router'
import { screen } from '../screen.ts'

export const shiftRoutes: RouteRecordRaw[] = [
  { path: '/shift/:shiftId', name: 'shift', component: screen('ShiftScreen'), props: true, meta: { form: true } },
]
