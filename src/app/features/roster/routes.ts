import type { RouteRecordRaw } from 'vue-router'

export const rosterRoutes: RouteRecordRaw[] = [
  {
    path: '/office/roster',
    name: 'roster',
    component: () => import('./RosterScreen.vue'),
    meta: { act: 'editRoster' },
  },
]
