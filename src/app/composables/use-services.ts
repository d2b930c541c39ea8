import { inject } from 'vue'
import { must } from '../../lib/must.ts'
import { appServicesKey, type AppServices } from '../services.ts'

/** What container.ts built; only inside components of the app. */
export const useServices = (): AppServices => must(inject(appServicesKey), 'services are provided by main.ts')
