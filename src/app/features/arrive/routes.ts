import type { RouteRecordRaw } from 'vue-router'
import { screen } from '../screen.ts'

export const arriveRoutes: RouteRecordRaw[] = [
  {
    path: '/shift/:shiftId/arrive',
    name: 'arrive',
    component: screen('ArriveScreen'),
    props: true,
    meta: { form: true },
  },
  { path: '/stand-in', name: 'stand-in', component: screen('StandInScreen') },
  { path: '/patrol', name: 'patrol', component: screen('PatrolScreen') },
]
