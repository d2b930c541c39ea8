import type { FastifyBaseLogger } from 'fastify'
import type { AppDeps } from './app-deps.ts'
import { keepDeferredResumed } from './keep-deferred-resumed.ts'
import { keepRetention } from './keep-retention.ts'
import { keepRoutesEnded } from './keep-routes-ended.ts'
import { keepRowsFolded } from './keep-rows-folded.ts'
import type { Repeat } from './repeat.ts'
import { keepShiftsToppedUp } from './sample/keep-shifts-topped-up.ts'

export interface Chores {
  readonly deps: AppDeps
  readonly isSample: boolean
  readonly repeat: Repeat
  readonly log: Pick<FastifyBaseLogger, 'error' | 'warn'>
}

/** Starts what the server does again and again by itself while it runs; the returned function ends all of it. */
export function startChores({ deps, isSample, repeat, log }: Chores): () => void {
  const { store, clock, config } = deps
  const onFailure =
    (words: string) =>
    (failure: unknown): void =>
      log.error(failure, words)
  const ends = [
    keepRowsFolded({ store, repeat, onFailure: onFailure('the ledger was not made anew; the next run goes on') }),
    keepRetention({
      eraser: deps,
      days: config.retention,
      repeat,
      onErased: (parts) => log.warn({ parts }, 'parts were erased: their time was over'),
      onFailure: onFailure('what is due was not erased; the next run goes on'),
    }),
    keepRoutesEnded({
      ...deps,
      repeat,
      onFailure: onFailure('a route whose wind is over was not ended; the next run ends it'),
    }),
    keepDeferredResumed({
      ...deps,
      repeat,
      onFailure: onFailure('a deferral whose plan is over was not ended; the next run ends it'),
    }),
  ]
  if (isSample) {
    const warn = (failure: unknown): void => log.warn(failure, 'the sample’s shifts were not topped up')
    ends.push(keepShiftsToppedUp({ store, clock, timeZone: config.timeZone, repeat, onFailure: warn }))
  }
  return () => {
    for (const end of ends) end()
  }
}
