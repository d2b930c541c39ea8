import type { RouteRecordRaw } from 'vue-router'
import TodayScreen from './TodayScreen.vue'

export const todayRoutes: RouteRecordRaw[] = [{ path: '/today', name: 'today', component: TodayScreen }]
