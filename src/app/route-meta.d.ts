import 'vue-router'
import type { Act } from '../domain/people/permissions.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Needs nobody to be signed in. */
    open?: boolean
    /** Somebody may be filling it in: no update is applied under it. */
    form?: boolean
    /** Only for those who may do this; the server asks again. */
    act?: Act
  }
}
