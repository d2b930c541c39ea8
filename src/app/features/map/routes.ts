import type { RouteRecordRaw } from 'vue-router'
import { screenOf } from '../screen.ts'

const screen = screenOf(() => import('./map-screens.ts'))

export const mapRoutes: RouteRecordRaw[] = [
  { path: '/map', name: 'map', component: screen('MapScreen') },
  // A file of its own, with the libraries that only the office needs; phones do not keep it.
  {
    path: '/office/places',
    name: 'places',
    component: () => import('./office/OfficePlaces.vue'),
    meta: { act: 'editSchools' },
  },
  {
    path: '/office/sign-map',
    name: 'sign-map',
    component: () => import('./office/OfficeSignMap.vue'),
    meta: { act: 'seeLedger' },
  },
  { path: '/map/pick/:draftId', name: 'map-pick', component: screen('PickPlace'), props: true, meta: { form: true } },
]
