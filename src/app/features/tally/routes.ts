import type { RouteRecordRaw } from 'vue-router'
import { screen } from '../screen.ts'

export const tallyRoutes: RouteRecordRaw[] = [
  { path: '/shift/:shiftId/tally', name: 'tally', component: screen('TallyScreen'), props: true, meta: { form: true } },
]
