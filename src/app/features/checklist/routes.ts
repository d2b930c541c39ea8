import type { RouteRecordRaw } from 'vue-router'
import { screen } from '../screen.ts'

export const checklistRoutes: RouteRecordRaw[] = [
  {
    path: '/shift/:shiftId/checklist/:templateId',
    name: 'checklist',
    component: screen('ChecklistScreen'),
    props: true,
    meta: { form: true },
  },
]
