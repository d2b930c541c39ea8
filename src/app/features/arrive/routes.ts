import type { RouteRecordRaw } from 'vue-router'
import ArriveScreen from './ArriveScreen.vue'
import PatrolScreen from './PatrolScreen.vue'
import StandInScreen from './StandInScreen.vue'

export const arriveRoutes: RouteRecordRaw[] = [
  {
    path: '/shift/:shiftId/arrive',
    name: 'arrive',
    component: ArriveScreen,
    props: true,
    meta: { form: true },
  },
  { path: '/stand-in', name: 'stand-in', component: StandInScreen },
  { path: '/patrol', name: 'patrol', component: PatrolScreen },
]
