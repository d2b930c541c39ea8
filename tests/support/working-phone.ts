import { createSeededRandom } from '../../src/lib/random.ts'
import { createTortureClient, type Acknowledged } from '../torture/torture-client.ts'
import type { ApiClient } from './api-client.ts'

/** A phone that records, sends and repeats, whether anybody answers or not. */
export interface WorkingPhone {
  readonly acknowledged: Acknowledged
  /** Resolves after so many more answers. */
  answered(more: number): Promise<void>
  /** It knocks again only when this has resolved. */
  waitFor(next: Promise<void>): void
  end(): Promise<void>
}

export function startWorkingPhone(url: string, client: ApiClient, scope: string, seed: number): WorkingPhone {
  let answers = 0
  const waiting: { readonly from: number; readonly resolve: () => void }[] = []
  let serving = Promise.resolve()
  const torture = createTortureClient({
    url,
    client,
    scope,
    random: createSeededRandom(seed),
    serving: () => serving,
    onAnswer: () => {
      answers += 1
      for (const { from, resolve } of waiting) if (answers >= from) resolve()
    },
  })
  const running = torture.run()
  return {
    acknowledged: torture.acknowledged,
    answered: (more) => new Promise<void>((resolve) => waiting.push({ from: answers + more, resolve })),
    waitFor: (next) => void (serving = next),
    end: async () => {
      torture.stop()
      await running
    },
  }
}
