import type { RouteRecordRaw } from 'vue-router'
import LoginScreen from './LoginScreen.vue'
import ReadyScreen from './ReadyScreen.vue'

export const loginRoutes: RouteRecordRaw[] = [
  { path: '/login', name: 'login', component: LoginScreen, meta: { open: true } },
  { path: '/ready', name: 'ready', component: ReadyScreen },
  { path: '/setup', name: 'setup', component: () => import('./SetupScreen.vue'), meta: { open: true } },
]
