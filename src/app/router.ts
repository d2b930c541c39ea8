import { createRouter, createWebHistory, START_LOCATION, type Router } from 'vue-router'
import { may, type Act } from '../domain/people/permissions.ts'
import { arriveRoutes } from './features/arrive/routes.ts'
import { auditRoutes } from './features/audit/routes.ts'
import { caseworkRoutes } from './features/casework/routes.ts'
import { checklistRoutes } from './features/checklist/routes.ts'
import { complaintRoutes } from './features/complaints/routes.ts'
import { dutyBoardRoutes } from './features/duty-board/routes.ts'
import { evidenceRoutes } from './features/evidence/routes.ts'
import { findingRoutes } from './features/finding/routes.ts'
import { inboxRoutes } from './features/inbox/routes.ts'
import { leaveRoutes } from './features/leave/routes.ts'
import { ledgerRoutes } from './features/ledger/routes.ts'
import { loginRoutes } from './features/login/routes.ts'
import { mapRoutes } from './features/map/routes.ts'
import { meRoutes } from './features/me/routes.ts'
import { myShiftRoutes } from './features/my-shifts/routes.ts'
import { outsideRoutes } from './features/outside/routes.ts'
import { recordsRoutes } from './features/records/routes.ts'
import { rescueRoutes } from './features/rescue/routes.ts'
import { rosterRoutes } from './features/roster/routes.ts'
import { settingsRoutes } from './features/settings/routes.ts'
import { shiftRoutes } from './features/shift/routes.ts'
import { signPaperRoutes } from './features/sign-papers/routes.ts'
import { signRegisterRoutes } from './features/sign-register/routes.ts'
import { signRoutes } from './features/signs/routes.ts'
import { syncRoutes } from './features/sync/routes.ts'
import { tallyRoutes } from './features/tally/routes.ts'
import { taskRoutes } from './features/tasks/routes.ts'
import { todayRoutes } from './features/today/routes.ts'
import { firstScreenOf } from './first-screen.ts'
import type { AppServices } from './services.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Needs nobody to be signed in. */
    open?: boolean
    /** Not behind the app's lock: whoever does not know the PIN may still sign in. */
    signsIn?: boolean
    /** For people who are not of the bureau: in whatever browser they have, and nothing is kept on their phones. */
    outside?: boolean
    /** Somebody may be filling it in: no update is applied under it. */
    form?: boolean
    /** Only for those who may do this; the server asks again. */
    act?: Act
  }
}

function firstScreen(services: AppServices): string {
  const role = services.person.value?.session.role
  return role ? firstScreenOf(role, globalThis.innerWidth) : '/login'
}

export function createAppRouter(services: AppServices): Router {
  const router = createRouter({
    history: createWebHistory(),
    // The first screen stands at its top by itself; to scroll it would lay out the page twice before it is seen.
    scrollBehavior: (_to, from, saved) => (from === START_LOCATION ? false : (saved ?? { top: 0 })),
    routes: [
      { path: '/', redirect: () => firstScreen(services) },
      ...loginRoutes,
      ...todayRoutes,
      ...shiftRoutes,
      ...arriveRoutes,
      ...leaveRoutes,
      ...checklistRoutes,
      ...tallyRoutes,
      ...findingRoutes,
      ...recordsRoutes,
      ...myShiftRoutes,
      ...taskRoutes,
      ...mapRoutes,
      ...signRoutes,
      ...signPaperRoutes,
      ...signRegisterRoutes,
      ...syncRoutes,
      ...inboxRoutes,
      ...dutyBoardRoutes,
      ...ledgerRoutes,
      ...rosterRoutes,
      ...caseworkRoutes,
      ...outsideRoutes,
      ...complaintRoutes,
      ...rescueRoutes,
      ...auditRoutes,
      ...evidenceRoutes,
      ...settingsRoutes,
      ...meRoutes,
      { path: '/:rest(.*)*', redirect: () => firstScreen(services) },
    ],
  })
  router.beforeEach((to) => {
    if (to.meta.open) return true
    const role = services.person.value?.session.role
    if (!role) return { path: '/login', query: { to: to.fullPath } }
    // The installed app starts at 今日; those who have none begin where their work is.
    if (to.path === '/today' && !may(role, 'takeDuty')) return firstScreen(services)
    if (to.meta.act && !may(role, to.meta.act)) return firstScreen(services)
    return true
  })
  return router
}
