import type { RouteRecordRaw } from 'vue-router'

export const inboxRoutes: RouteRecordRaw[] = [
  { path: '/office/inbox', name: 'inbox', component: () => import('./InboxScreen.vue'), meta: { act: 'seeLedger' } },
]
