import type { RouteRecordRaw } from 'vue-router'

export const outsideRoutes: RouteRecordRaw[] = [
  /** The token stands behind `#`, which browsers send to nobody. */
  {
    path: '/u',
    name: 'outside-sheet',
    component: () => import('./OutsidePage.vue'),
    meta: { open: true, outside: true },
  },
  {
    path: '/office/units',
    name: 'outside-units',
    component: () => import('./OutsideRegister.vue'),
    meta: { act: 'editUnits' },
  },
]
