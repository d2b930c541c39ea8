import type { RouteRecordRaw } from 'vue-router'
import { screenOf } from '../screen.ts'

const screen = screenOf(() => import('./survey-screens.ts'))
const act = 'surveySigns' as const

export const signRoutes: RouteRecordRaw[] = [
  { path: '/signs', name: 'signs', component: screen('SignList'), meta: { act } },
  { path: '/signs/new', name: 'sign-new', component: screen('SignNew'), meta: { act, form: true } },
  {
    path: '/signs/new/:draftId',
    name: 'sign-form',
    component: screen('SignForm'),
    props: true,
    meta: { act, form: true },
  },
  { path: '/signs/scan', name: 'sign-scan', component: screen('ScanSign'), meta: { act } },
  { path: '/signs/wind', name: 'wind-route', component: screen('WindRouteScreen'), meta: { act } },
  { path: '/signs/:signId', name: 'sign', component: screen('SignShow'), props: true, meta: { act } },
  { path: '/signs/:signId/edit', name: 'sign-edit', component: screen('SignEdit'), props: true, meta: { act } },
  {
    path: '/signs/:signId/edit/:draftId',
    name: 'sign-correction',
    component: screen('SignForm'),
    props: true,
    meta: { act, form: true },
  },
  { path: '/signs/:signId/survey', name: 'survey-start', component: screen('SurveyStart'), props: true, meta: { act } },
  {
    path: '/signs/:signId/survey/:draftId',
    name: 'survey',
    component: screen('SurveyScreen'),
    props: true,
    meta: { act, form: true },
  },
  {
    path: '/signs/:signId/rectify',
    name: 'rectify',
    component: screen('RectifyScreen'),
    props: true,
    meta: { act: 'rectifySigns', form: true },
  },
  { path: '/signs/:signId/cordon', name: 'cordon', component: screen('CordonScreen'), props: true, meta: { act } },
]
