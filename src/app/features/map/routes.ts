import type { RouteRecordRaw } from 'vue-router'
import { screenOf } from '../screen.ts'

const screen = screenOf(() => import('./map-screens.ts'))

export const mapRoutes: RouteRecordRaw[] = [
  { path: '/map', name: 'map', component: screen('MapScreen') },
  { path: '/map/pick/:draftId', name: 'map-pick', component: screen('PickPlace'), props: true, meta: { form: true } },
]
