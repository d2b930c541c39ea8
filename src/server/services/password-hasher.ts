import { argon2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Random } from '../../lib/random.ts'

const deriveKey = promisify(argon2)

export interface HashCost {
  readonly memoryKiB: number
  readonly passes: number
}

/** 64 MiB and three passes take about 70 ms of one core; tests pass a smaller cost. */
export const defaultHashCost: HashCost = { memoryKiB: 65_536, passes: 3 }

/** So many at once at most: more would be 64 MiB each, and a flood of sign-ins would end the server. */
const concurrentHashes = 4

export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** Takes as long for an unknown person (`null`) as for a known one. */
  matches(password: string, stored: string | null): Promise<boolean>
}

/** Lets at most `limit` tasks run at once; the others wait their turn. */
function createGate(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (task) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
    running += 1
    try {
      return await task()
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}

/** argon2id; stored as `argon2id$memory$passes$salt$key`, so that an old cost can be recognised and raised. */
export function createPasswordHasher(random: Random, cost: HashCost = defaultHashCost): PasswordHasher {
  const gate = createGate(concurrentHashes)
  const derive = (password: string, nonce: Uint8Array, { memoryKiB, passes }: HashCost): Promise<Buffer> =>
    gate(() => deriveKey('argon2id', { message: password, nonce, parallelism: 1, tagLength: 32, memory: memoryKiB, passes }))
  const encode = (nonce: Uint8Array, key: Uint8Array): string =>
    ['argon2id', cost.memoryKiB, cost.passes, Buffer.from(nonce).toString('base64'), Buffer.from(key).toString('base64')].join('$')

  const hash = async (password: string): Promise<string> => {
    const nonce = random.bytes(16)
    return encode(nonce, await derive(password, nonce, cost))
  }
  const nobody = hash('nobody signs in with this')

  return {
    hash,
    matches: async (password, stored) => {
      const [, memoryKiB, passes, salt = '', key = ''] = (stored ?? (await nobody)).split('$')
      const made = await derive(password, Buffer.from(salt, 'base64'), { memoryKiB: Number(memoryKiB), passes: Number(passes) })
      const expected = Buffer.from(key, 'base64')
      return made.length === expected.length && timingSafeEqual(made, expected) && stored !== null
    },
  }
}
