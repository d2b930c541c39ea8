import type { Role } from '../../src/domain/people/role.ts'
import { must } from '../../src/lib/must.ts'
import type { TestClient, TestServer } from './test-server.ts'

/** Number, role and home of somebody who takes part in a test. */
export type Participant = readonly [number: string, role: Role, scope: string]

/** Who is signed in, by number. */
export type ClientOf = (number: string) => TestClient

/** These people, each with an account and signed in on a device of her own. */
export async function signInAll(server: TestServer, people: readonly Participant[]): Promise<ClientOf> {
  const clients = new Map<string, TestClient>()
  for (const [number, role, scope] of people) {
    await server.addPerson(number, role, scope)
    clients.set(number, await server.login(number))
  }
  return (number) => must(clients.get(number), `${number} is signed in`)
}
