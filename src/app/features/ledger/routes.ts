import type { RouteRecordRaw } from 'vue-router'

export const ledgerRoutes: RouteRecordRaw[] = [
  { path: '/office/ledger', name: 'ledger', component: () => import('./Ledger.vue'), meta: { act: 'seeLedger' } },
  {
    path: '/office/ledger/:caseId',
    name: 'ledger-case',
    component: () => import('./Ledger.vue'),
    props: true,
    meta: { act: 'seeLedger' },
  },
]
