import type { DatabaseConnection, Driver } from 'kysely'

/**
 * One connection without Kysely's mutex: whoever holds it alone decides who runs, and begins and ends the transaction itself.
 *
 * Kysely's own drivers begin transactions of their own, and wait for ever when a job uses the outer connection.
 */
export function singleConnectionDriver(connection: DatabaseConnection): Driver {
  const never = (): Promise<void> => Promise.reject(new Error('Transactions begin and end in the store only.'))
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => Promise.resolve(connection),
    beginTransaction: never,
    commitTransaction: never,
    rollbackTransaction: never,
    releaseConnection: () => Promise.resolve(),
    destroy: () => Promise.resolve(),
  }
}
