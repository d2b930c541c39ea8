import type { RouteRecordRaw } from 'vue-router'
import { providerReturnPath } from '../../../protocol/session.ts'
import { screen } from '../screen.ts'

export const loginRoutes: RouteRecordRaw[] = [
  { path: '/login', name: 'login', component: screen('LoginScreen'), meta: { open: true, signsIn: true } },
  { path: '/ready', name: 'ready', component: screen('ReadyScreen') },
  {
    path: providerReturnPath,
    name: 'provider-return',
    component: screen('ProviderReturn'),
    meta: { open: true, signsIn: true },
  },
  { path: '/setup', name: 'setup', component: () => import('./SetupScreen.vue'), meta: { open: true } },
]
