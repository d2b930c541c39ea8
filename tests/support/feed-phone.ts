import { createHandset } from '../simulation/handset.ts'
import { createSimulatedPhone, type SimulatedPhone } from '../simulation/simulated-phone.ts'
import type { Line } from '../simulation/faulty-network.ts'
import type { TestServer } from './test-server.ts'

/** The real phone on a clean line to this server; every call that it makes is written down. */
export async function createFeedPhone(
  server: TestServer,
  number: string,
): Promise<{
  readonly phone: SimulatedPhone
  readonly urls: string[]
  sync(): Promise<void>
  moveTo(other: TestServer): void
}> {
  const urls: string[] = []
  let current = server
  const line: Line = {
    send: async (call) => {
      urls.push(call.url)
      const answer = await current.app.inject(call)
      const headers = Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]))
      return { status: answer.statusCode, headers, body: answer.body }
    },
  }
  const seed = Number(number)
  const handset = createHandset(server.clock, 0)
  const phone = createSimulatedPhone({ number, line, handset, seed })
  if (!(await phone.takeInHand())) throw new Error(`${number} cannot sign in.`)
  return {
    phone,
    urls,
    /** The same line leads to the server as it was started again. */
    moveTo: (other) => {
      current = other
    },
    sync: async () => {
      // Past the pause between two comparisons that a person asks for.
      current.clock.advance(11 * 60_000)
      const status = await phone.run().sync.syncNow()
      if (status.last.health !== 'ok') throw new Error(`The pass ended ${status.last.health}.`)
    },
  }
}
