import type { RouteRecordRaw } from 'vue-router'
import ChecklistScreen from './ChecklistScreen.vue'

export const checklistRoutes: RouteRecordRaw[] = [
  {
    path: '/shift/:shiftId/checklist/:templateId',
    name: 'checklist',
    component: ChecklistScreen,
    props: true,
    meta: { form: true },
  },
]
