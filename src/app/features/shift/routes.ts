import type { RouteRecordRaw } from 'vue-router'
import ShiftScreen from './ShiftScreen.vue'

export const shiftRoutes: RouteRecordRaw[] = [
  { path: '/shift/:shiftId', name: 'shift', component: ShiftScreen, props: true, meta: { form: true } },
]
