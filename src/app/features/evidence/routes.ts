import type { RouteRecordRaw } from 'vue-router'

export const evidenceRoutes: RouteRecordRaw[] = [
  {
    path: '/office/verify',
    name: 'verify-picture',
    component: () => import('./OfficeVerify.vue'),
    meta: { act: 'seeLedger' },
  },
  {
    path: '/office/ledger/:caseId/dossier',
    name: 'dossier',
    component: () => import('./OfficeDossier.vue'),
    props: true,
    meta: { act: 'exportLedger' },
  },
  ...['/office/ledger', '/office/signs'].map((room) => ({
    path: `${room}/:subject/photos/:partId`,
    component: () => import('./OfficeCopy.vue'),
    props: true,
    meta: { act: 'exportLedger', form: true } as const,
  })),
]
