import type { FastifyInstance } from 'fastify'
import * as v from 'valibot'
import { PersonId } from '../../domain/ids.ts'
import { RevokeRequest, type DeviceListResponse } from '../../protocol/office.ts'
import type { AppDeps } from '../app-deps.ts'
import { listDevices, revokeDevice } from '../services/devices.ts'
import type { CallerOf } from './caller-of.ts'
import { parseInput } from './request-input.ts'

export const DeviceQuery = v.object({ person: v.optional(PersonId) })

/** People's devices, for administrators: which there are, and the end of one that was lost. */
export function registerDeviceRoutes(app: FastifyInstance, deps: AppDeps, callerOf: CallerOf): void {
  app.get('/api/office/devices', async (request): Promise<DeviceListResponse> => {
    await callerOf(request, 'manageSetUp')
    const { person } = parseInput(DeviceQuery, request.query)
    return deps.store.read((db) => listDevices(db, person))
  })

  app.post('/api/office/devices/revoke', async (request) => {
    const caller = await callerOf(request, 'manageSetUp')
    await revokeDevice(deps, caller, parseInput(RevokeRequest, request.body))
    return { done: true }
  })
}
