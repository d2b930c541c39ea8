import type { RouteRecordRaw } from 'vue-router'
import ResendScreen from './ResendScreen.vue'
import SyncScreen from './SyncScreen.vue'

export const syncRoutes: RouteRecordRaw[] = [
  { path: '/sync', name: 'sync', component: SyncScreen },
  { path: '/sync/:entryId', name: 'resend', component: ResendScreen, props: true, meta: { form: true } },
]
