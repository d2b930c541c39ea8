import type { RouteRecordRaw } from 'vue-router'
import TallyScreen from './TallyScreen.vue'

export const tallyRoutes: RouteRecordRaw[] = [
  { path: '/shift/:shiftId/tally', name: 'tally', component: TallyScreen, props: true, meta: { form: true } },
]
