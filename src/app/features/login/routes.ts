import type { RouteRecordRaw } from 'vue-router'
import { screen } from '../screen.ts'

export const loginRoutes: RouteRecordRaw[] = [
  { path: '/login', name: 'login', component: screen('LoginScreen'), meta: { open: true } },
  { path: '/ready', name: 'ready', component: screen('ReadyScreen') },
  { path: '/setup', name: 'setup', component: () => import('./SetupScreen.vue'), meta: { open: true } },
]
