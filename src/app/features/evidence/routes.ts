import type { RouteRecordRaw } from 'vue-router'

export const evidenceRoutes: RouteRecordRaw[] = [
  {
    path: '/office/verify',
    name: 'verify-picture',
    component: () => import('./OfficeVerify.vue'),
    meta: { act: 'seeLedger' },
  },
  ...['/office/ledger', '/office/signs'].map((room) => ({
    path: `${room}/:subject/photos/:partId`,
    component: () => import('./OfficeCopy.vue'),
    props: true,
    meta: { act: 'exportLedger', form: true } as const,
  })),
]
