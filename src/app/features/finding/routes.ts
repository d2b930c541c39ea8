import type { RouteRecordRaw } from 'vue-router'
import { screen } from '../screen.ts'

export const findingRoutes: RouteRecordRaw[] = [
  { path: '/finding/new', name: 'finding-new', component: screen('FindingNew'), meta: { form: true } },
  { path: '/finding/:draftId', name: 'finding', component: screen('FindingScreen'), props: true, meta: { form: true } },
]
