import type { RouteRecordRaw } from 'vue-router'
import { screen } from '../screen.ts'

export const syncRoutes: RouteRecordRaw[] = [
  { path: '/sync', name: 'sync', component: screen('SyncScreen') },
  { path: '/sync/:entryId', name: 'resend', component: screen('ResendScreen'), props: true, meta: { form: true } },
]
