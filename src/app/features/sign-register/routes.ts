import type { RouteRecordRaw } from 'vue-router'

export const signRegisterRoutes: RouteRecordRaw[] = [
  {
    path: '/office/signs',
    name: 'sign-register',
    component: () => import('./OfficeSigns.vue'),
    meta: { act: 'seeLedger' },
  },
  {
    path: '/office/signs/doubles',
    name: 'sign-doubles',
    component: () => import('./OfficeDoubles.vue'),
    meta: { act: 'mergeSigns' },
  },
  {
    path: '/office/signs/labels',
    name: 'sign-labels',
    component: () => import('./OfficeLabels.vue'),
    meta: { act: 'seeLedger' },
  },
  {
    path: '/office/signs/wind',
    name: 'office-wind',
    component: () => import('./OfficeWind.vue'),
    meta: { act: 'seeLedger' },
  },
  {
    path: '/office/signs/:signId',
    name: 'office-sign',
    component: () => import('./OfficeSign.vue'),
    props: true,
    meta: { act: 'seeLedger' },
  },
]
