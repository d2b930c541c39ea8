import type { RouteRecordRaw } from 'vue-router'

export const auditRoutes: RouteRecordRaw[] = [
  { path: '/office/audit', name: 'audit', component: () => import('./AuditScreen.vue'), meta: { act: 'readAudit' } },
]
