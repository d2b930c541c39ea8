import type { World } from '../world.ts'
import { checkPhone } from './check-phone.ts'
import { findDamage, findLost, findMissingParts, findUnequalLedger, findUnverified } from './check-server.ts'
import { loadServerTruth } from './server-truth.ts'

/** Everything that is not as it must be once the line was good for a while; empty when all is well. */
export async function findViolations(world: World): Promise<readonly string[]> {
  const truth = await loadServerTruth(world)
  const ofPhones: string[] = []
  for (const phone of world.everyPhone) ofPhones.push(...(await checkPhone(world, phone, truth)))
  return [
    ...findLost(world, truth),
    ...(await findMissingParts(world, truth)),
    ...findUnequalLedger(truth),
    ...findDamage(truth),
    ...(await findUnverified(world)),
    ...ofPhones,
  ]
}
