import { argon2, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import type { Random } from '../../lib/random.ts'
import { createGate } from './gate.ts'

const deriveKey = promisify(argon2)

export interface HashCost {
  readonly memoryKiB: number
  readonly passes: number
}

/** 64 MiB and three passes take about 70 ms of one core; tests pass a smaller cost. */
const defaultHashCost: HashCost = { memoryKiB: 65_536, passes: 3 }

/** So many at once at most: more would be 64 MiB each, and a flood of sign-ins would end the server. */
const concurrentHashes = 4
/** 200 at 70 ms on four threads are 3.5 s of waiting: longer, and a person tries again anyway. */
const waitingHashes = 200

export interface PasswordHasher {
  /** Rejects with `request/too-many` in a flood; so does `matches`. */
  hash(password: string): Promise<string>
  /** Takes as long for an unknown person (`null`) as for a known one. */
  matches(password: string, stored: string | null): Promise<boolean>
  /** Made at another cost than today's. */
  isOutdated(stored: string): boolean
}

interface StoredHash extends HashCost {
  readonly salt: Buffer
  readonly key: Buffer
}

/** `argon2id$memory$passes$salt$key`: the cost stands beside the hash, so that raising it locks nobody out. */
function decode(stored: string): StoredHash {
  const [, memoryKiB, passes, salt = '', key = ''] = stored.split('$')
  return {
    memoryKiB: Number(memoryKiB),
    passes: Number(passes),
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  }
}

function encode({ memoryKiB, passes, salt, key }: StoredHash): string {
  return ['argon2id', memoryKiB, passes, salt.toString('base64'), key.toString('base64')].join('$')
}

/** argon2id. */
export function createPasswordHasher(random: Random, cost: HashCost = defaultHashCost): PasswordHasher {
  const gate = createGate(concurrentHashes, waitingHashes)
  const derive = (password: string, salt: Buffer, { memoryKiB, passes }: HashCost): Promise<Buffer> =>
    gate(() =>
      deriveKey('argon2id', {
        message: password,
        nonce: salt,
        parallelism: 1,
        tagLength: 32,
        memory: memoryKiB,
        passes,
      }),
    )
  const hash = async (password: string): Promise<string> => {
    const salt = Buffer.from(random.bytes(16))
    return encode({ ...cost, salt, key: await derive(password, salt, cost) })
  }
  const nobody = hash('nobody signs in with this')

  return {
    hash,
    matches: async (password, stored) => {
      const { salt, key, ...itsCost } = decode(stored ?? (await nobody))
      const made = await derive(password, salt, itsCost)
      return made.length === key.length && timingSafeEqual(made, key) && stored !== null
    },
    isOutdated: (stored) => {
      const { memoryKiB, passes } = decode(stored)
      return memoryKiB !== cost.memoryKiB || passes !== cost.passes
    },
  }
}
