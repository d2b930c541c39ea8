import type { RouteRecordRaw } from 'vue-router'
import RecordShow from './RecordShow.vue'
import RecordsScreen from './RecordsScreen.vue'

export const recordsRoutes: RouteRecordRaw[] = [
  { path: '/records', name: 'records', component: RecordsScreen },
  { path: '/records/:caseId', name: 'record', component: RecordShow, props: true },
]
