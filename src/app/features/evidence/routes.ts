import type { RouteRecordRaw } from 'vue-router'

export const evidenceRoutes: RouteRecordRaw[] = [
  {
    path: '/office/verify',
    name: 'verify-picture',
    component: () => import('./OfficeVerify.vue'),
    meta: { act: 'seeLedger' },
  },
]
