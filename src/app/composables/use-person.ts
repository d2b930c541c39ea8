import { must } from '../../lib/must.ts'
import type { PersonServices } from '../services.ts'
import { useServices } from './use-services.ts'

/** Everything of the signed-in person; the router keeps screens that need it away from anybody else. */
export const usePerson = (): PersonServices => must(useServices().person.value, 'somebody is signed in')
