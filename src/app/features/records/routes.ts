import type { RouteRecordRaw } from 'vue-router'
import { screen } from '../screen.ts'

export const recordsRoutes: RouteRecordRaw[] = [
  { path: '/records', name: 'records', component: screen('RecordsScreen') },
  { path: '/records/:caseId', name: 'record', component: screen('RecordShow'), props: true },
]
