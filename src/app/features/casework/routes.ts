import type { RouteRecordRaw } from 'vue-router'

export const caseworkRoutes: RouteRecordRaw[] = [
  {
    path: '/office/ledger/:caseId/letter',
    name: 'transfer-letter',
    component: () => import('./TransferLetter.vue'),
    props: true,
    meta: { act: 'seeLedger' },
  },
  {
    path: '/office/ledger/:caseId/sheet',
    name: 'dispatch-sheet',
    component: () => import('./DispatchSheet.vue'),
    props: true,
    meta: { act: 'seeLedger' },
  },
]
