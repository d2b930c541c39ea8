import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type * as surveyScreens from './survey-screens.ts'

const screen =
  (name: keyof typeof surveyScreens): (() => Promise<Component>) =>
  async () =>
    (await import('./survey-screens.ts'))[name]

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
  { path: '/signs/:signId', name: 'sign', component: screen('SignShow'), props: true, meta: { act } },
  { path: '/signs/:signId/survey', name: 'survey-start', component: screen('SurveyStart'), props: true, meta: { act } },
  {
    path: '/signs/:signId/survey/:draftId',
    name: 'survey',
    component: screen('SurveyScreen'),
    props: true,
    meta: { act, form: true },
  },
  { path: '/signs/:signId/cordon', name: 'cordon', component: screen('CordonScreen'), props: true, meta: { act } },
]
