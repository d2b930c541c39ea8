import { createDatabase, type XunhuDatabase } from '../../src/device/database/database.ts'
import type { Handset } from './handset.ts'
import type { SimulatedPhone } from './simulated-phone.ts'

async function copyRows(from: XunhuDatabase, to: XunhuDatabase): Promise<void> {
  for (const table of from.tables) {
    const keys = await table.toCollection().primaryKeys()
    const rows = await table.bulkGet(keys)
    await to.table(table.name).bulkPut(rows)
  }
}

/** Everything of one person's app onto a second handset, as a phone's own 换机 does: database, memory and session. */
export async function cloneOnto(handset: Handset, phone: SimulatedPhone): Promise<void> {
  const { personId, number } = phone
  const from = createDatabase({ personId, ...phone.handset.engine() })
  const to = createDatabase({ personId, ...handset.engine() })
  await copyRows(from, to)
  from.close()
  to.close()
  for (const [name, value] of phone.handset.cookies) handset.cookies.set(name, value)
  for (const [name, value] of phone.handset.memory.all()) handset.memory.setItem(name, value)
  handset.holder = number
}
