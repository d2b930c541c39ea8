import type { RouteRecordRaw } from 'vue-router'

export const signRegisterRoutes: RouteRecordRaw[] = [
  {
    path: '/office/signs',
    name: 'sign-register',
    component: () => import('./OfficeSigns.vue'),
    meta: { act: 'seeLedger' },
  },
]
