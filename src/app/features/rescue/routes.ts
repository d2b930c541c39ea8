import type { RouteRecordRaw } from 'vue-router'

export const rescueRoutes: RouteRecordRaw[] = [
  {
    path: '/office/rescue',
    name: 'rescue',
    component: () => import('./RescueScreen.vue'),
    meta: { act: 'importOffline' },
  },
]
