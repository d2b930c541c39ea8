import type { LightMyRequestResponse } from 'fastify'
import type { Random } from '../../src/lib/random.ts'
import type { ProblemCode } from '../../src/protocol/codes.ts'
import type { SimulatedServer, WireCall } from './simulated-server.ts'

export const faults = [
  'requestLost',
  'answerLost',
  'twice',
  'portal',
  'failed',
  'failedAfterwards',
  'tooMany',
  'hangs',
  'cut',
  'answerCut',
  'altered',
  'late',
  'serverRestarts',
  'serverDies',
] as const
export type Fault = (typeof faults)[number]

export interface Answer {
  readonly status: number
  readonly headers: Record<string, string>
  readonly body: string
}

/** How the line is. `faultShare` of the calls meet with a fault. */
export interface Weather {
  faultShare: number
}

export interface Line {
  /** `hang` makes the caller's own clock run out; it never answers. */
  send(call: WireCall, hang: () => Promise<never>): Promise<Answer>
}

/** Statements and file calls of a large push; most calls have done with fewer, and the server dies in a later one. */
const mostStepsOfACall = 90

/** As a browser reports every failure of the line. */
const lineBroke = (): never => {
  throw new TypeError('Failed to fetch')
}

const portal: Answer = { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>WiFi 登录</h1>' }

const problem = (status: number, code: ProblemCode, retryAfterMs?: number): Answer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', 'x-xunhu': '1' },
  body: JSON.stringify({ code, message: 'simulated', ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }),
})

const toAnswer = (response: LightMyRequestResponse): Answer => ({
  status: response.statusCode,
  headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
  body: response.body,
})

const toBuffer = (payload: WireCall['payload']): Buffer =>
  typeof payload === 'string' ? Buffer.from(payload) : (payload ?? Buffer.alloc(0))

/** What arrives of a body whose sender lost the line. */
const cutShort = (call: WireCall, share: number): WireCall => {
  const bytes = toBuffer(call.payload)
  return { ...call, payload: bytes.subarray(0, Math.floor(bytes.length * share)) }
}

/** A box on the way that changes one byte of a photo; of JSON it would be refused as unreadable. */
function withOneByteChanged(call: WireCall, at: number): WireCall {
  if (call.method !== 'PUT') return call
  const bytes = Buffer.from(toBuffer(call.payload))
  const index = Math.floor(at * bytes.length)
  bytes[index] = (bytes[index] ?? 0) ^ 0x01
  return { ...call, payload: bytes }
}

/** A line between one phone and the server on which everything happens that happens in the street. */
export function createLine(
  server: SimulatedServer,
  random: Random,
  weather: Weather,
  note: (fault: Fault, call: WireCall) => void,
): Line {
  const pick = (): Fault | null =>
    random.next() < weather.faultShare ? (faults[Math.floor(random.next() * faults.length)] ?? null) : null

  const deliver = async (call: WireCall): Promise<Answer> => toAnswer(await server.handle(call))

  /** Calls that a slow box on the way still holds: they arrive when a later one of the same phone has been answered. */
  const held: WireCall[] = []

  async function deliverHeld(): Promise<void> {
    for (const call of held.splice(0)) await deliver(call).catch(() => undefined)
  }

  async function meet(fault: Fault, call: WireCall, hang: () => Promise<never>): Promise<Answer> {
    switch (fault) {
      case 'requestLost':
        return lineBroke()
      case 'answerLost':
        await deliver(call)
        return lineBroke()
      case 'twice':
        return (await Promise.all([deliver(call), deliver(call)]))[1]
      case 'portal':
        return portal
      case 'failed':
        return problem(500, 'server/failed')
      case 'failedAfterwards':
        await deliver(call)
        return problem(503, 'store/unavailable')
      case 'tooMany':
        return problem(429, 'request/too-many', 5_000)
      case 'hangs':
        if (random.next() < 0.5) await deliver(call)
        return hang()
      case 'cut':
        await deliver(cutShort(call, random.next()))
        return lineBroke()
      case 'answerCut': {
        const answer = await deliver(call)
        return { ...answer, body: answer.body.slice(0, Math.floor(answer.body.length * random.next())) }
      }
      case 'late':
        held.push(call)
        return lineBroke()
      case 'altered':
        return deliver(withOneByteChanged(call, random.next()))
      case 'serverRestarts':
        await deliver(call)
        await server.restart()
        return lineBroke()
      case 'serverDies':
        server.dieAfter(1 + Math.floor(random.next() * mostStepsOfACall))
        return deliver(call)
    }
  }

  return {
    send: async (call, hang) => {
      const fault = pick()
      if (fault) {
        note(fault, call)
        return meet(fault, call, hang)
      }
      const answer = await deliver(call)
      await deliverHeld()
      return answer
    },
  }
}
