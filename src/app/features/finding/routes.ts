import type { RouteRecordRaw } from 'vue-router'
import FindingNew from './FindingNew.vue'
import FindingScreen from './FindingScreen.vue'

export const findingRoutes: RouteRecordRaw[] = [
  { path: '/finding/new', name: 'finding-new', component: FindingNew, meta: { form: true } },
  { path: '/finding/:draftId', name: 'finding', component: FindingScreen, props: true, meta: { form: true } },
]
