import type { RouteRecordRaw } from 'vue-router'

export const complaintRoutes: RouteRecordRaw[] = [
  {
    path: '/office/complaints',
    name: 'complaints',
    component: () => import('./ComplaintsScreen.vue'),
    meta: { act: 'seeLedger' },
  },
]
